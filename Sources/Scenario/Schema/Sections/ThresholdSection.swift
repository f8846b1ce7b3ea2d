import RunModel

/// What must hold of a run.
enum ThresholdSection {
  static let threshold = SchemaSection(
    "threshold", "A text such as `success_rate >= 0.99`, or keys.", place: "thresholds: [@]",
    readAs: ["thresholds"],
    keys: [
      SchemaKey("expression", .text, nil, "What must hold", "\"ttft.p95 < 800ms\""),
      SchemaKey(
        "abort_on_fail", .flag, "`false`", "End the run as soon as it has failed beyond doubt", "true"),
      SchemaKey("delay", .time, "0", "Do not end the run before so long", "10s"),
      SchemaKey(
        "window", .time, "the whole run", "It must hold of every stretch of this length", "30s"),
      SchemaKey(
        "mode", .words(ThresholdDefinition.Mode.allCases.map(\.rawValue)),
        "`interval`; `point` in windows",
        "How it is judged: the estimate, the bound of its interval, or with a margin", "interval"),
      SchemaKey("margin", .number(0...10), "0.05", "Width of the margin, a share of the limit", "0.1"),
      SchemaKey("allow_empty", .flag, "`false`", "It holds of nothing", "true"),
    ])

  static let budget = SchemaSection(
    "budget",
    "What the run may spend, warm-up and retries included. Beyond it the run fails and ends at once; a run that is known to go beyond it is not begun.",
    place: "budget: @",
    keys: [
      SchemaKey("cost", .number(0...1e9), "no limit", "The most money", "5"),
      SchemaKey("tokens", .integer(1...1_000_000_000_000), "no limit", "The most tokens", "2000000"),
      SchemaKey(
        "cost_per_case", .number(0...1e9), "the baseline's", "What a case is known to cost", "0.002",
        with: "cost: 5"),
      SchemaKey(
        "tokens_per_case", .integer(1...1_000_000_000), "the baseline's",
        "How many tokens a case is known to take", "900", with: "tokens: 2000000"),
    ])
}
