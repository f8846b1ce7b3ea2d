import RunModel
import Yams

/// `csv:`, `json:` or `jsonl:`, a data file; with `columns` or `column`, `order`, `count`, `delimiter`.
struct TableDecoder {
  let file: SourceFile

  func decode(_ reader: inout YAMLReader, _ kind: String, parameter: String) -> DataTable? {
    let order: DataTable.Order = reader.word("order") ?? .sequential
    let count = reader.integer("count", 1...5_000_000, "1 to 5000000")
    let delimiter = kind == "csv" ? self.delimiter(&reader) : ","
    let columns = columns(&reader, parameter)
    guard let node = reader.value(kind), let path = reader.text(node, path: reader.child(kind)) else {
      return nil
    }
    return DataTable(
      path: file.path(path, in: node), format: DataTable.Format(rawValue: kind) ?? .csv, delimiter: delimiter,
      columns: columns, order: order, count: count)
  }

  private func delimiter(_ reader: inout YAMLReader) -> String {
    guard let node = reader.value("delimiter"),
      let text = reader.text(node, path: reader.child("delimiter"))
    else { return "," }
    let meant = text == "\\t" || text == "tab" ? "\t" : text
    guard meant.utf8.count == 1, !["\"", "\n", "\r"].contains(meant) else {
      file.report(
        node, path: reader.child("delimiter"), "delimiter is '\(text)'",
        expected: "one character such as ',' or ';', or tab")
      return ","
    }
    return meant
  }

  /// One column for the dimension's own parameter, a list of names, or names with columns.
  private func columns(_ reader: inout YAMLReader, _ parameter: String) -> [DataTable.Column] {
    if let column = reader.text("column") { return [.init(parameter: parameter, column: column)] }
    guard let node = reader.value("columns") else { return [] }
    let path = reader.child("columns")
    guard case .mapping = node else {
      let nodes = node.sequence.map(Array.init) ?? [node]
      return nodes.compactMap { reader.text($0, path: path) }.map { .init(parameter: $0, column: $0) }
    }
    guard var mapping = YAMLReader(node, file, reader.environment, path: path) else { return [] }
    return mapping.names.compactMap { name in
      guard let node = mapping.value(name) else { return nil }
      return column(name, node, mapping)
    }
  }

  /// `topic: Topic`, or `words: {column: Words, type: integer}`.
  private func column(_ parameter: String, _ node: Node, _ parent: YAMLReader) -> DataTable.Column? {
    let path = parent.child(parameter)
    guard case .mapping = node else {
      return parent.text(node, path: path).map { .init(parameter: parameter, column: $0) }
    }
    guard var inner = YAMLReader(node, file, parent.environment, path: path) else { return nil }
    defer { inner.finish() }
    return .init(
      parameter: parameter, column: inner.text("column") ?? parameter, type: inner.word("type"))
  }
}
