import RunModel

/// What a load brings that repeats what arrived once.
struct ReplayKeys: KeyGroup {
  let replay = Key(
    "replay", .text,
    "A trace, JSON Lines: each line says when it arrives (`at` or `timestamp`) and what it asks",
    "trace.jsonl")
  let speed = Key(
    "speed", .number(ReplayLoad.Allowed.speed), default: 1, "How many times faster than it was", "2",
    with: "replay: trace.jsonl")
  let longestGap = Key(
    "longest_gap", .time(Ranges.positiveTime), without: "as it was", "Longer pauses are cut to this", "10s",
    with: "replay: trace.jsonl")

  static let shape = ShapeKeys(
    ReplayLoad.self, key: "replay", noun: "a replay", meaning: "a trace",
    height: { $0.replay.written(\.replay) },
    read: { keys in
      let own = keys.replay
      let place = own.replay.map { keys.file.path($0, in: keys.mapping.node) }
      return ReplayLoad(
        file: place ?? "", speed: own.speed, longestGap: own.longestGap, rules: ArrivalKeys.rules(keys))
    })
}
