import RunModel

/// `csv:`, `json:` or `jsonl:`, a data file.
struct TableKeys: KeyGroup {
  private static let beside = "csv: d.csv"

  let csv = Key(
    "csv", .path,
    "A file of comma-separated values with a header; each row brings several parameters together. At most 256 MiB, 5 000 000 rows, 1 MiB a field",
    "data/questions.csv")
  let json = Key("json", .path, "A file with an array of objects, or of values", "data/questions.json")
  let jsonl = Key("jsonl", .path, "A file with an object, or a value, a line", "data/questions.jsonl")
  let columns = Key(
    "columns", ColumnKeys.list, without: "every column",
    "Which become parameters: a list, or names with columns, `{words: {column: Words, type: integer}}`; names that begin with `_` are for templates only",
    "{topic: Title, _answer: Answer}", with: beside)
  let column = Key("column", .text, "One column, for the dimension's own parameter", "Title", with: beside)
  let order = Key(
    "order", KeyType<DataTable.Order>.words, default: .sequential,
    "As rows stand; each once in an order of the seed; drawn again and again; or as they stand, each under an end user of its own",
    "shuffled", with: beside)
  let delimiter = Key(
    "delimiter", .custom(.text, delimiter), without: "`,`",
    "What separates the fields of a CSV file; `tab` for a tab", "\";\"", with: beside)

  static func read(_ format: DataTable.Format) -> ValueSource.Read {
    { keys, context in table(keys.table, format, keys.count, context).map { .table($0) } }
  }

  private static func table(
    _ keys: KeyReader<Self>, _ format: DataTable.Format, _ count: Int?, _ context: ValueContext
  ) -> DataTable? {
    let order = keys.order
    let delimiter = format == .csv ? keys.delimiter ?? "," : ","
    let own = keys.column.map { [DataTable.Column(parameter: context.parameter, column: $0)] }
    let columns = own ?? keys.columns ?? []
    let path: String? =
      switch format {
      case .csv: keys.csv
      case .json: keys.json
      case .jsonLines: keys.jsonl
      }
    return path.map {
      DataTable(
        path: $0, format: format, delimiter: delimiter, columns: columns, order: order, count: count)
    }
  }

  private static func delimiter(_ value: YAMLValue) -> String? {
    value.parsed(expected: "one character such as ',' or ';', or tab") { text in
      let meant = text == "\\t" || text == "tab" ? "\t" : text
      return meant.utf8.count == 1 && !["\"", "\n", "\r"].contains(meant) ? meant : nil
    }
  }
}

/// A column of a data file, in keys.
struct ColumnKeys: KeySection {
  static let about = SectionFacts(
    "column", "A column of a data file, and what its values are turned into.",
    place: "matrix: {n: {csv: d.csv, columns: {n: @}}}")

  let column = Key("column", .text, without: "the parameter's name", "The column", "Words")
  let type = Key(
    "type", KeyType<ValueType>.words, without: "as they are", "What its values are turned into", "integer")

  /// A list of names, or names with columns: `topic: Topic`, or `words: {column: Words, type: integer}`.
  static let list = KeyType<[DataTable.Column]>.custom(
    .either([.list(.text), .names(.either([.text, .keys(about.name)]))])
  ) { value in
    guard value.isMapping else {
      return value.elements.compactMap { $0.text }.map { .init(parameter: $0, column: $0) }
    }
    return value.members.compactMap { name, _, value in
      guard value.isMapping else { return value.text.map { .init(parameter: name, column: $0) } }
      return value.read(Self.self) { .init(parameter: name, column: $0.column ?? name, type: $0.type) }
    }
  }
}
