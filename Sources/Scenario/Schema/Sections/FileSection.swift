import RunModel

/// The file itself.
enum FileSection {
  static let file = SchemaSection(
    "file", "The file itself. Without `scenarios` it is one scenario.", place: "",
    keys: [
      SchemaKey("name", .text, "the file's name", "The name, in reports", "checkout"),
      SchemaKey("seed", .integer(0...Int.max), "1", "Seed of everything random", "42"),
      SchemaKey(
        "extends", .list(.text), "none",
        "Files that this one is a variation of: it goes over them key by key", "[]"),
      SchemaKey("include", .list(.text), "none", "Files with parts, which go over those of `extends`", "[]"),
      SchemaKey(
        "target", .either([.text, .keys("target")]), "the only one of `targets`",
        "Where the load goes: `mock`, the name of one of `targets`, or keys", "mock"),
      SchemaKey(
        "targets", .names(.either([.words(["mock"]), .keys("target")])), "none",
        "Targets by name, for scenarios and variants", "{staging: mock}"),
      SchemaKey(
        "scenarios", .either([.list(.keys("scenario")), .names(.keys("scenario"))]), "the file is one",
        "Several scenarios, as a list or by name", "[{name: chat}, {name: search, weight: 3}]"),
    ] + ScenarioSection.cases + ScenarioSection.requests + [
      SchemaKey("execution", .keys("execution"), "see there", "How it is run", "{concurrency: 5}"),
      SchemaKey("rate_control", .keys("rate_limit"), "no limit", "The most attempts", "{per_minute: 60}"),
      SchemaKey("load", .keys("load"), "each case once", "A load over time", "{users: 10, duration: 1m}"),
      SchemaKey(
        "thresholds", .list(.either([.text, .keys("threshold")])), "none", "What must hold of the run",
        "[success_rate >= 0.99]"),
      SchemaKey(
        "bands", .names(.keys("band")), "none", "Bands of performance that tasks are counted by, best first",
        "{good: {response_time: 2s}, fair: {response_time: 10s}}"),
      SchemaKey("budget", .keys("budget"), "no limit", "What the run may spend", "{cost: 5}"),
      SchemaKey(
        "baseline", .text, "none", "The report that `baseline(...)` in thresholds means", "before.json.gz"),
    ])
}
