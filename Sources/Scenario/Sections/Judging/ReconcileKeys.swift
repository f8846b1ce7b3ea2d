import RunModel

/// How a run is held against the server's own logs: yes or no, or keys.
struct ReconcileKeys: ValueSection {
  static let about = SectionFacts(
    "reconcile",
    "`true`, or keys. When the load is over, the server's logs are read (`/workflows/logs` of workflows, `/conversations` and `/messages` of chats).",
    place: "reconcile: @")

  let wait = Key(
    "wait", .time(0...3600), default: .seconds(60), "Wait so long at most for what is still running", "5m")
  let limit = Key(
    "limit", .time(1...3600), default: .seconds(120), "Read the logs for so long at most", "10m")

  /// `nil` within when it is off.
  static let type = KeyType<ReconcilePolicy?>.custom(.either([.flag, .keys(about.name)])) { value in
    if value.scalar == nil { return value.read(Self.self) }
    return KeyType<Bool>.flag.read(value).map { $0 ? ReconcilePolicy() : nil }
  }

  static func read(_ keys: KeyReader<Self>) -> ReconcilePolicy? {
    ReconcilePolicy(wait: keys.wait.inSeconds, limit: keys.limit.inSeconds)
  }
}
