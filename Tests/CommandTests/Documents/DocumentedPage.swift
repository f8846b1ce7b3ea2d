import Foundation

/// A page of the documentation, or the README, with its commands.
struct DocumentedPage {
  let name: String
  let text: String

  static let catalog = "Sources/Floodgate/Documentation.docc"

  /// All of them.
  static let all: [DocumentedPage] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: url(catalog).path())) ?? []
    let pages = files.filter { $0.hasSuffix(".md") }.sorted().map { "\(catalog)/\($0)" }
    return (pages + ["README.md"]).compactMap { path in
      (try? Repository.text(path)).map { DocumentedPage(name: Self.name(path), text: $0) }
    }
  }()

  private static func url(_ path: String) -> URL { Repository.root.appending(path: path) }

  private static func name(_ path: String) -> String {
    String(path.split(separator: "/").last?.split(separator: ".").first ?? "")
  }

  /// Its blocks of a language, without their indentation.
  func blocks(_ language: String) -> [String] {
    var (blocks, isOpen, isInside, indent): ([String], Bool, Bool, Int) = ([], false, false, 0)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix("```") {
        isOpen.toggle()
        isInside = isOpen && trimmed == "```" + language
        indent = line.count - trimmed.count
        if isInside { blocks.append("") }
      } else if isInside {
        blocks[blocks.count - 1] += line.dropFirst(indent) + "\n"
      }
    }
    return blocks
  }

  /// Its shell blocks, one after the other.
  var shell: String { blocks("sh").joined(separator: "\n") }

  /// What its prose calls by the program's name.
  var inProse: [[String]] {
    text.matches(of: #/`(floodgate [^`]+)`/#).flatMap { ShellText(String($0.1)).ofFloodgate }
  }
}
