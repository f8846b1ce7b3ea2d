import RunModel

/// Where a parameter's values come from.
enum DimensionSection {
  static let dimension = SchemaSection(
    "dimension",
    """
    A parameter's values. One of `values`, `from`, `csv`, `json`, `jsonl`, `random`, `characters`, `tokens`, \
    `boundary`, `files`, `urls`, `env` says where they come from; `type: boolean` alone stands for true and false.
    """, place: "matrix: {size: [small], n: @}",
    keys: general + ranges + tables + made + found)

  private static let general = [
    SchemaKey(
      "values", .any, "none", "A list of values, or of values with weights: `{value: large, weight: 3}`",
      "[low, high]"),
    SchemaKey(
      "type", .words(ValueType.allCases.map(\.rawValue)), "as they are",
      "What the values are turned into; inputs of Dify's apps are mostly texts", "text", with: "values: [1]"),
    SchemaKey(
      "when", .names(.any), "always",
      "Conditions on parameters above: a value, a list, `not`, or `min` and `max`; where one does not hold, the parameter is left out",
      "{size: small}", with: "values: [low]"),
  ]

  private static let ranges = [
    SchemaKey(
      "from", .any, "none", "The first value of a range: a number or a date", "1", with: "to: 10"),
    SchemaKey(
      "to", .any, "none", "The last value, if the steps meet it; never beyond", "10", with: "from: 1"),
    SchemaKey(
      "step", .any, "1, `1d`", "The distance: a number, or days, weeks, months or years", "0.5",
      with: "from: 1, to: 10"),
  ]

  private static let tables = [
    SchemaKey(
      "csv", .text, "none",
      "A file of comma-separated values with a header; each row brings several parameters together. At most 256 MiB, 5 000 000 rows, 1 MiB a field",
      "data/questions.csv"),
    SchemaKey("json", .text, "none", "A file with an array of objects, or of values", "data/questions.json"),
    SchemaKey("jsonl", .text, "none", "A file with an object, or a value, a line", "data/questions.jsonl"),
    SchemaKey(
      "columns", .either([.list(.text), .names(.any)]), "every column",
      "Which become parameters: a list, or names with columns, `{words: {column: Words, type: integer}}`; names that begin with `_` are for templates only",
      "{topic: Title, _answer: Answer}", with: "csv: d.csv"),
    SchemaKey(
      "column", .text, "none", "One column, for the dimension's own parameter", "Title", with: "csv: d.csv"),
    SchemaKey(
      "order", .words(DataTable.Order.allCases.map(\.rawValue)), "`sequential`",
      "As rows stand; each once in an order of the seed; drawn again and again; or as they stand, each under an end user of its own",
      "shuffled", with: "csv: d.csv"),
    SchemaKey(
      "delimiter", .text, "`,`", "What separates the fields of a CSV file; `tab` for a tab", "\";\"",
      with: "csv: d.csv"),
    SchemaKey(
      "count", .integer(1...5_000_000), "all rows, 10 draws, 1 text a size", "So many", "100",
      with: "csv: d.csv"),
  ]

  private static let made = [
    SchemaKey(
      "random", .words(["integer", "decimal", "choice", "uuid"]), "none",
      "Values that are drawn, seeded: numbers with `from` and `to`, a choice with `of`", "uuid"),
    SchemaKey(
      "decimals", .integer(0...9), "2", "Digits after the point of random decimals", "1",
      with: "random: decimal, from: 0, to: 1"),
    SchemaKey("of", .list(.any), "none", "What to choose from", "[a, b]", with: "random: choice"),
    SchemaKey(
      "characters", .list(.integer(1...1_000_000)), "none",
      "Sizes of made-up texts, in Unicode code points, as Dify counts them; seeded", "[100, 1000]"),
    SchemaKey(
      "tokens", .list(.integer(1...1_000_000)), "none",
      "Sizes of made-up texts, in tokens, about: 4 characters a token in English, fewer in other languages",
      "500"),
    SchemaKey(
      "language", .words(TextLanguage.allCases.map(\.rawValue)), "`english`", "Of made-up texts",
      "multilingual",
      with: "tokens: 500"),
    SchemaKey(
      "boundary", .either([.words(["server"]), .keys("boundary")]), "none",
      "Values at, just inside and just outside what an input allows; `server` asks the app",
      "{max_length: 256}"),
  ]

  private static let found = [
    SchemaKey(
      "files", .text, "none",
      "Files that are uploaded, one a case: `*` and `?` stand for parts of a name, `**` for folders",
      "\"docs/*.pdf\""),
    SchemaKey(
      "urls", .list(.text), "none", "Files that the server fetches, one a case",
      "[\"https://example.com/a.pdf\"]"),
    SchemaKey(
      "file_type", .text, "`document`", "`image`, `document`, `audio`, `video` or `custom`", "image",
      with: "files: \"*.png\""),
    SchemaKey(
      "attach", .words(["input", "message"]), "`input`",
      "The input of the dimension's name takes the file, or it goes with the message", "message",
      with: "files: \"*.png\""),
    SchemaKey("env", .text, "none", "An environment variable that lists the values", "MODELS"),
    SchemaKey("separator", .text, "`,`", "What stands between them", "\"|\"", with: "env: MODELS"),
  ]

  static let boundary = SchemaSection(
    "boundary",
    """
    The limits of one input; without any, the app is asked. Cases have the tag `boundary`: `at`, `just-inside`, \
    `just-outside`, `empty`, `one-character`, `unicode`, `nominal`; of several such inputs, the farthest out.
    """, place: "matrix: {n: {boundary: @}}",
    keys: [
      SchemaKey(
        "max_length", .integer(1...1_000_000), "none", "The most Unicode code points of a text", "256"),
      SchemaKey("text", .flag, "`false`", "A text without a limit", "true"),
      SchemaKey("options", .list(.text), "none", "The texts that are allowed", "[formal, casual]"),
      SchemaKey("min", .number(-1e12...1e12), "none", "The least number", "1"),
      SchemaKey("max", .number(-1e12...1e12), "none", "The greatest number", "10"),
      SchemaKey("step", .number(1e-9...1e12), "1", "The distance to the next number", "0.5", with: "min: 0"),
      SchemaKey("outside", .flag, "`true`", "With values that must be refused", "false", with: "min: 0"),
      SchemaKey(
        "refused", .flag, "`false`", "A case outside the limits succeeds only when the app refuses it",
        "true",
        with: "min: 0"),
    ])
}
