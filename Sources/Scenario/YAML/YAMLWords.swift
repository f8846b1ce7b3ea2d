/// What the YAML parser complains about, in the words of who writes a scenario.
enum YAMLWords {
  static func plain(_ problem: String) -> String {
    all.first { problem.hasPrefix($0.problem) }?.words ?? problem
  }

  private static let all: [(problem: String, words: String)] = [
    (
      "mapping values are not allowed",
      "a key cannot stand here: look at the indentation of this line and of the one above, and quote a text that holds ': '"
    ),
    (
      "did not find expected key",
      "a key is expected here: lines of one mapping begin at the same column, and a quoted text ends with its quote"
    ),
    (
      "block sequence entries are not allowed",
      "a '-' cannot stand here: look at the indentation of this line and of the one above"
    ),
    (
      "did not find expected '-' indicator",
      "a '-' is expected here: the items of a list begin at the same column"
    ),
    ("could not find expected ':'", "a ':' with a blank after it is missing between a key and its value"),
    (
      "found character that cannot start any token",
      "a value cannot begin with this character: put it in quotes"
    ),
    ("did not find expected ',' or '}'", "a ',' or a '}' is missing: what stands in braces ends with one"),
    ("did not find expected ',' or ']'", "a ',' or a ']' is missing: what stands in brackets ends with one"),
    ("found unexpected end of stream", "the file ends within a quoted text: its closing quote is missing"),
    (
      "found undefined alias",
      "'*' calls a name that no '&' has given; a text that begins with '*' needs quotes"
    ),
    (
      "could not determine a constructor for the tag",
      "'!' names a tag; a text that begins with it needs quotes"
    ),
    ("control characters are not allowed", "a control character stands here, which no YAML may hold"),
    ("Maximum nesting level reached", "lists and mappings stand deeper in each other than 1000 levels"),
  ]
}
