import RunModel

/// What must hold of a run.
enum ThresholdSection {
  static let threshold = SchemaSection(
    "threshold", "A text such as `success_rate >= 0.99`, or keys.", place: "thresholds: [@]",
    readAs: ["thresholds"],
    keys: [
      SchemaKey("expression", .text, nil, "What must hold", "\"ttft.p95 < 800ms\""),
      SchemaKey("abort_on_fail", .flag, "`false`", "End the run when it fails", "true"),
      SchemaKey("delay", .time, "0", "Not before so long", "10s"),
      SchemaKey(
        "mode", .words(ThresholdDefinition.Mode.allCases.map(\.rawValue)),
        "`interval` for shares, else `point`",
        "How it is judged: the estimate, the bound of its interval, or with a margin", "interval"),
      SchemaKey("margin", .number(0...10), "0.05", "Width of the margin, a share of the limit", "0.1"),
      SchemaKey("allow_empty", .flag, "`false`", "It holds of nothing", "true"),
    ])
}
