import RunModel

/// How long a load lasts, and how it rises: for every shape.
struct LengthKeys: KeyGroup {
  let duration = Key(
    "duration", .time(Ranges.positiveTime), "How long, after ramp and warm-up", "5m", with: "users: 5")
  let ramp = Key(
    "ramp", .time(Ranges.time), default: .zero, "Time to rise in", "30s", with: "users: 5, duration: 10s")
  let warmUp = Key(
    "warm_up", .time(Ranges.time), default: .zero,
    "Time at full height that is kept out of the figures, with the ramp", "10s",
    with: "users: 5, duration: 10s")
  let stages = Key(
    "stages", .list(of: .keys(StageKeys.self)), default: [], "Instead of the above, one after the other",
    "[{duration: 1m, target: 50}]", with: "model: open")

  /// The stages that a height and a length make, or those that are written.
  /// - Parameter hasHeight: whether there is one, right or wrong.
  static func stages(_ keys: KeyReader<Self>, constant: Double?, hasHeight: Bool) -> [LoadStage] {
    let (duration, ramp, warmUp, written) = (keys.duration, keys.ramp, keys.warmUp, keys.stages)
    if let constant, let duration {
      // A ramp first; then the warm-up and the rest at the same height.
      var stages = [LoadStage(duration: ramp, target: constant, isWarmUp: warmUp > .zero)]
      if warmUp > .zero { stages.append(LoadStage(duration: warmUp, target: constant, isWarmUp: true)) }
      return stages + [LoadStage(duration: duration, target: constant)]
    }
    if hasHeight, constant == nil { return [] }
    if keys.written(\.stages)?.elements.isEmpty ?? true, duration != nil || !keys.has(\.duration) {
      keys.mapping.report(
        duration == nil ? "the load has no length" : "the load has a length and no height",
        expected: "users: or rate: with duration:, or stages:")
    }
    return written
  }
}

/// One of `stages:`.
struct StageKeys: ValueSection {
  static let about = SectionFacts(
    "stage", "A stage: the height goes from the stage before to its own in a straight line.",
    place: "load: {model: open, stages: [@]}")

  let duration = Key("duration", .time(Ranges.time), .required, "How long it takes", "30s")
  let target = Key(
    "target", .number(LoadStage.Allowed.target), .required, "Users or arrivals a second at its end", "50")
  let warmUp = Key("warm_up", .flag, default: false, "Keep it out of the figures", "true")

  static func read(_ keys: KeyReader<Self>) -> LoadStage? {
    let (duration, target, isWarmUp) = (keys.duration, keys.target, keys.warmUp)
    guard let duration, let target else { return nil }
    return LoadStage(duration: duration, target: target, isWarmUp: isWarmUp)
  }
}
