import RunModel

/// A band of performance.
enum BandSection {
  static let band = SchemaSection(
    "band",
    "Each band has limits that a task has to meet; it counts in the first whose limits it meets. Tasks in any band are the goodput.",
    place: "bands: {good: @}",
    keys: [
      SchemaKey(
        "response_time", .time, "no limit",
        "The task's time from its intended start is less, retries included",
        "2s"),
      SchemaKey("ttft", .time, "no limit", "The time to first text is less", "800ms"),
      SchemaKey("longest_gap", .time, "no limit", "The longest pause between two texts is less", "500ms"),
      SchemaKey("tokens", .integer(0...1_000_000_000), "no limit", "At most so many tokens", "500"),
      SchemaKey("cost", .either([.text, .number(0...1e9)]), "no limit", "At most so much money", "0.01"),
    ])
}
