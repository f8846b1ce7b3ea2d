import RunModel
import Yams

/// `files: docs/*.pdf` or `urls: [...]`, with `file_type` and `attach`.
struct FileListDecoder {
  private enum Attach: String, CaseIterable { case input, message }

  let file: SourceFile

  func decode(_ reader: inout YAMLReader, _ kind: String) -> FileList? {
    let type = reader.text("file_type") ?? "document"
    let attach: Attach = reader.word("attach") ?? .input
    guard let place = kind == "urls" ? urls(&reader) : pattern(&reader) else { return nil }
    return FileList(place, type: type, isInput: attach == .input)
  }

  private func pattern(_ reader: inout YAMLReader) -> FileList.Place? {
    guard let node = reader.value("files"), let pattern = reader.text(node, path: reader.child("files"))
    else {
      return nil
    }
    let whole = file.path(pattern, in: node)
    let folder = whole.hasSuffix("/" + pattern) ? String(whole.dropLast(pattern.count + 1)) : ""
    return .pattern(folder.isEmpty ? whole : pattern, folder: folder)
  }

  private func urls(_ reader: inout YAMLReader) -> FileList.Place? {
    let nodes = reader.list("urls")
    let urls = nodes.compactMap { node -> String? in
      guard let url = reader.sentText(node, path: reader.child("urls")) else { return nil }
      if !file.opened(url).hasPrefix("http://"), !file.opened(url).hasPrefix("https://") {
        file.report(
          node, path: reader.child("urls"), "'\(url)' is no address", expected: "http:// or https://")
      }
      return url
    }
    return urls.isEmpty ? nil : .urls(urls)
  }
}
