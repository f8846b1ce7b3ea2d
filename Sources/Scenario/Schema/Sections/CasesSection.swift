import RunModel

/// What is asked.
enum CasesSection {
  static let matrix = SchemaSection(
    "matrix",
    """
    Every key but three is a parameter: a list of values, one value, or keys of a dimension. \
    Parameters whose names begin with `_` are for templates only and are not sent.
    """, place: "matrix: @", others: .any,
    keys: [
      SchemaKey(
        "include", .list(.names(.any)), "none",
        "As in GitHub's matrices: an entry adds its values to every combination of which it changes none; one that fits none is a case of its own",
        "[{topic: bees}]",
        with: "topic: [tides]"),
      SchemaKey(
        "exclude", .list(.names(.any)), "none",
        "Combinations that are left out: all that agree with an entry; `include` comes after it",
        "[{topic: bees}]",
        with: "topic: [tides, bees]"),
      SchemaKey(
        "strategy",
        .either([.words(["cartesian", "zip", "one_factor_at_a_time", "pairwise"]), .keys("strategy")]),
        "`cartesian`", "How values are combined", "zip", with: "topic: [tides, bees]"),
    ])

  static let strategy = SchemaSection(
    "strategy", "A strategy with a number.", place: "matrix: {topic: [tides], strategy: @}",
    keys: [
      SchemaKey(
        "sample", .integer(1...10_000_000), "all", "So many combinations, drawn without repetition", "50"),
      SchemaKey(
        "t_wise", .integer(2...4), "2, as `pairwise`",
        "Few cases with every combination of values of every so many parameters, save what `exclude` and `when` make impossible",
        "3"),
      SchemaKey(
        "rows", .list(.names(.any)), "none",
        "Cases that a covering array begins with; it chooses what they leave out", "[{topic: tides}]",
        with: "t_wise: 2"),
      SchemaKey(
        "max", .integer(1...10_000_000), "all that are needed",
        "The most cases of a covering array: those that cover most; `plan` says what share they cover", "20",
        with: "t_wise: 2"),
    ])

  static let turn = SchemaSection(
    "turn", "A turn of a conversation; a text alone is its query.", place: "turns: [@]", readAs: ["turns"],
    keys: [
      SchemaKey("query", .text, nil, "What is asked; `${turn.x}` is what an earlier turn extracted", "Hello"),
      SchemaKey(
        "think_time", .either([.text, .number(0...1e8), .keys("think_time")]), "0",
        "Pause before it is asked",
        "{uniform: [1s, 3s]}"),
      SchemaKey(
        "extract", .names(.text), "none", "Names with a JSON path, or a regular expression between slashes",
        "{order: \"/order ([0-9]+)/\"}"),
      SchemaKey(
        "expect", .list(.keys("expectation")), "none", "What must hold of its answer", "[{contains: order}]"),
    ])

  static let file = SchemaSection(
    "file_reference", "A file: one of `path` and `url`.", place: "files: [@]", readAs: ["files"],
    keys: [
      SchemaKey(
        "type", .text, "`document`", "`image`, `document`, `audio`, `video` or `custom`", "image",
        with: "path: a.png"),
      SchemaKey("path", .text, "none", "A file that is uploaded before the request", "a.pdf"),
      SchemaKey(
        "url", .text, "none", "An address that the server fetches it from", "\"https://example.com/a.pdf\""),
      SchemaKey(
        "variable", .text, "the request's files", "The input variable that takes it", "paper",
        with: "path: a.pdf"),
    ])

  static let expectation = SchemaSection(
    "expectation", "One or more of these. One that does not hold makes the task *failed*.",
    place: "expect: [@]",
    readAs: ["expect"],
    keys: [
      SchemaKey(
        "status", .words(TaskStatus.allCases.map(\.rawValue)), "none", "The task's status", "succeeded"),
      SchemaKey(
        "refused", .flag, "`false`",
        "The app refuses the request as wrong (HTTP 400 and its like), and that is a success", "true"),
      SchemaKey("contains", .text, "none", "A text that the answer has in it", "tide"),
      SchemaKey("excludes", .text, "none", "A text that it has not", "sorry"),
      SchemaKey("matches", .text, "none", "A regular expression that it matches", "\"[0-9]+\""),
      SchemaKey("equals", .any, "none", "What the outputs, or the value at `path`, are equal to", "{a: 1}"),
      SchemaKey("exists", .text, "none", "A JSON path at which the outputs have a value", "\"$.items[0]\""),
      SchemaKey(
        "schema", .names(.any), "none",
        "JSON Schema of the outputs, or of the value at `path`; a keyword that would not be checked is an error",
        "{type: object}"),
      SchemaKey(
        "path", .text, "the outputs", "A JSON path, for `equals` and `schema`", "$.a", with: "equals: 1"),
      SchemaKey("min_length", .integer(0...1_000_000_000), "none", "The fewest characters", "1"),
      SchemaKey("max_length", .integer(0...1_000_000_000), "none", "The most characters", "4000"),
      SchemaKey("max_latency", .time, "none", "The longest that the answer may take", "10s"),
      SchemaKey("max_ttft", .time, "none", "The longest until its first text", "800ms"),
      SchemaKey("max_tokens", .integer(0...1_000_000_000), "none", "The most tokens", "2000"),
      SchemaKey(
        "max_cost", .either([.number(0...1e15), .text]), "none", "The most that it may cost", "0.05"),
    ])
}
