import Foundation

/// The tables of a page of the documentation, as their tests read them.
struct DocumentedTable {
  /// The cells of each row, without the heads.
  let rows: [[String]]

  /// Without the page there are no rows, and a test that wants some says so.
  init(_ page: String) {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Floodgate/Documentation.docc/\(page).md").standardizedFileURL.path()
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.dropFirst().dropLast().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }
}
