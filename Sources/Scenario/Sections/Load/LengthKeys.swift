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
  let coolDown = Key(
    "cool_down", .time(Ranges.time), default: .zero,
    "Time at the end in which the load falls to nothing, kept out of the figures", "30s",
    with: "users: 5, duration: 10s")
  let spike = Key(
    "spike", .keys(SpikeKeys.self), "A height in between that is another", "{to: 50, at: 3s, for: 2s}",
    with: "rate: 5, duration: 10s")
  let steps = Key(
    "steps", .keys(StepsKeys.self), "Instead of the above, one level after the other",
    "{from: 10, to: 50, by: 10, hold: 30s}", with: "model: open")
  let stages = Key(
    "stages", .list(of: .keys(StageKeys.self)), default: [], "Instead of the above, one after the other",
    "[{duration: 1m, target: 50}]", with: "model: open")

  /// The stages that a height and a length make, or those that are written.
  /// - Parameter hasHeight: whether there is one, right or wrong.
  static func stages(_ keys: KeyReader<Self>, constant: Double?, hasHeight: Bool) -> [LoadStage] {
    if keys.has(\.steps) { return keys.steps ?? [] }
    let (duration, ramp, warmUp, written) = (keys.duration, keys.ramp, keys.warmUp, keys.stages)
    let coolDown = keys.coolDown
    if let constant, let duration {
      // A ramp first; then the warm-up and the rest at the same height.
      var stages = [LoadStage(duration: ramp, target: constant, isWarmUp: warmUp > .zero)]
      if warmUp > .zero { stages.append(LoadStage(duration: warmUp, target: constant, isWarmUp: true)) }
      return stages + steady(keys, constant, duration) + (coolDown > .zero ? [.coolDown(coolDown)] : [])
    }
    if hasHeight, constant == nil { return [] }
    if keys.written(\.stages)?.elements.isEmpty ?? true, duration != nil || !keys.has(\.duration) {
      keys.mapping.report(
        duration == nil ? "the load has no length" : "the load has a length and no height",
        expected: "users: or rate: with duration:, or stages:")
    }
    return written.flatMap(\.self)
  }

  /// The part at full height, with its spike.
  private static func steady(_ keys: KeyReader<Self>, _ height: Double, _ duration: Duration) -> [LoadStage] {
    guard let spike = keys.spike else { return [LoadStage(duration: duration, target: height)] }
    let rest = duration - spike.at - spike.length
    if rest < .zero {
      keys.report(\.spike, "the spike ends after the load", expected: "at: and for: within the duration")
      return [LoadStage(duration: duration, target: height)]
    }
    return [
      LoadStage(duration: spike.at, target: height),
      LoadStage(duration: .zero, target: spike.height, name: "spike"),
      LoadStage(duration: spike.length, target: spike.height, name: "spike"),
      LoadStage(duration: .zero, target: height), LoadStage(duration: rest, target: height),
    ]
  }

  /// The length of a load that has no stages; that there is none is told.
  static func duration(_ keys: KeyReader<Self>) -> Duration {
    let duration = keys.duration
    if duration == nil, !keys.has(\.duration) {
      keys.mapping.report("the load has no length", expected: "duration: such as 5m")
    }
    return duration ?? .seconds(1)
  }
}
