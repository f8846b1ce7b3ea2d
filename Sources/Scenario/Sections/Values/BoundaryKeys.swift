import RunModel

/// `boundary: server`, or limits.
struct BoundaryKeys: ValueSection {
  static let about = SectionFacts(
    "boundary",
    """
    The limits of one input; without any, the app is asked. Cases have the tag `boundary`: `at`, `just-inside`, \
    `just-outside`, `empty`, `one-character`, `unicode`, `nominal`; of several such inputs, the farthest out.
    """, place: "matrix: {n: {boundary: @}}")

  let maxLength = Key("max_length", .integer(1...1_000_000), "The most Unicode code points of a text", "256")
  let isText = Key("text", .flag, default: false, "A text without a limit", "true")
  let options = Key(
    "options", .list(of: .text), default: [], "The texts that are allowed", "[formal, casual]")
  let min = Key("min", .number(everything), "The least number", "1")
  let max = Key("max", .number(everything), "The greatest number", "10")
  let step = Key(
    "step", .number(1e-9...1e12), default: 1, "The distance to the next number", "0.5", with: "min: 0")
  let outside = Key(
    "outside", .flag, default: true, "With values that must be refused", "false", with: "min: 0")
  let refused = Key(
    "refused", .flag, default: false, "A case outside the limits succeeds only when the app refuses it",
    "true", with: "min: 0")

  private static let everything = -1e12...1e12

  static let type = KeyType<BoundaryLimits>.custom(.either([.words(["server"]), .keys(about.name)])) {
    value in
    if value.isMapping { return value.read(Self.self) }
    return value.parsed(expected: "server, or limits such as {max_length: 256} or {min: 1, max: 10}") {
      $0 == "server" ? BoundaryLimits(.server) : nil
    }
  }

  static func read(_ keys: KeyReader<Self>) -> BoundaryLimits? {
    let (outside, refused) = (keys.outside, keys.refused)
    return kind(keys).map { BoundaryLimits($0, includesOutside: outside, expectsRefusal: refused) }
  }

  private static func kind(_ keys: KeyReader<Self>) -> BoundaryLimits.Kind? {
    let (maxLength, min, max, step) = (keys.maxLength, keys.min, keys.max, keys.step)
    let (options, isText) = (keys.options, keys.isText)
    if let maxLength { return .text(maxLength: maxLength) }
    if !options.isEmpty { return .options(options) }
    if isText { return .text(maxLength: nil) }
    // Without limits of its own, those of the server, with outside and refused.
    if min == nil, max == nil { return .server }
    if min ?? -.infinity <= max ?? .infinity { return .number(min: min, max: max, step: step) }
    keys.mapping.report("min is more than max", expected: "min up to max")
    return nil
  }
}
