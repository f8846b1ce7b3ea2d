import RunModel

/// What the load is compared with: an earlier report, and an empty workflow of the same server.
struct BaselineKeys: ValueSection {
  /// Both.
  struct Setting: Sendable {
    var report: String?
    var plan: BaselinePlan?
  }

  static let about = SectionFacts(
    "baseline",
    "A text: the report that `baseline(...)` in thresholds means. Or keys: an empty workflow (start to end) of the same server that is run before, beside and after the load, and the report.",
    place: "baseline: @")

  let key = Key(
    "api_key", APIKeyKeys.type, without: "the stand-in's own",
    "Where the empty workflow's key is: `${NAME}` or a file", "\"${KEY_B}\"")
  let baseURL = Key(
    "base_url", .custom(.text, TargetURL.read), without: "the first target's", "Another server",
    "http://localhost/v1")
  let every = Key(
    "every", .time(0.1...3600), default: .seconds(10), "From one run beside the load to the next", "2s")
  let around = Key(
    "around", .time(0...600), default: .seconds(5), "Run it so long before the load, and after it", "10s")
  let earlier = Key(
    "report", .path, "The report that `baseline(...)` in thresholds means", "before.json.gz")

  static let type = KeyType<Setting>.custom(.either([.text, .keys(about.name)])) { value in
    if value.scalar == nil { return value.read(Self.self) }
    return KeyType<String>.path.read(value).map { Setting(report: $0) }
  }

  static func read(_ keys: KeyReader<Self>) -> Setting? {
    let plan = BaselinePlan(
      key: keys.key, baseURL: keys.baseURL, every: keys.every.inSeconds, around: keys.around.inSeconds)
    return Setting(report: keys.earlier, plan: plan)
  }
}
