import RunModel

/// One of `stages:`.
struct StageKeys: ValueSection {
  static let about = SectionFacts(
    "stage",
    "A stage: the height goes from the stage before to its own in a straight line, and stays there while it holds.",
    place: "load: {model: open, stages: [@]}")

  let duration = Key("duration", .time(Ranges.time), .required, "How long it takes", "30s")
  let target = Key(
    "target", .rate(LoadStage.Allowed.target), .required, "Users or arrivals a second at its end", "50")
  let hold = Key("hold", .time(Ranges.time), default: .zero, "How long it stays there", "1m")
  let name = Key("name", .text, "What it is called", "peak")
  let warmUp = Key("warm_up", .flag, default: false, "Keep it out of the figures", "true")
  let coolDown = Key("cool_down", .flag, default: false, "Keep it out of the figures, as a cool-down", "true")

  static func read(_ keys: KeyReader<Self>) -> [LoadStage]? {
    let (duration, target, hold) = (keys.duration, keys.target, keys.hold)
    let (name, isCoolDown) = (keys.name, keys.coolDown)
    let isWarmUp = keys.warmUp || isCoolDown
    guard let duration, let target else { return nil }
    var rise = LoadStage(duration: duration, target: target, isWarmUp: isWarmUp, name: name)
    var stay = LoadStage(duration: hold, target: target, isWarmUp: isWarmUp, name: name)
    (rise.isCoolDown, stay.isCoolDown) = (isCoolDown, isCoolDown)
    return hold > .zero ? [rise, stay] : [rise]
  }
}

/// `steps:`, one level after the other.
struct StepsKeys: ValueSection {
  static let about = SectionFacts(
    "steps", "Levels one after the other, up or down: the last one is `to`.",
    place: "load: {model: open, steps: @}")

  let from = Key(
    "from", .rate(LoadStage.Allowed.target), .required, "The first level, users or arrivals a second", "10")
  let to = Key("to", .rate(LoadStage.Allowed.target), .required, "The last level", "50")
  let by = Key(
    "by", .number(0.001...LoadStage.Allowed.target.upperBound), .required, "From one level to the next", "10")
  let hold = Key("hold", .time(Ranges.positiveTime), .required, "How long each lasts", "30s")

  static func read(_ keys: KeyReader<Self>) -> [LoadStage]? {
    let (from, to, by, hold) = (keys.from, keys.to, keys.by, keys.hold)
    guard let from, let to, let by, let hold else { return nil }
    let count = (abs(to - from) / by).rounded(.up)
    guard count < 10_000 else {
      keys.report(\.by, "\(Int(count)) steps are too many", expected: "at most 10000")
      return nil
    }
    return (0...Int(count)).flatMap { step in
      let level = step == Int(count) ? to : from + (to > from ? by : -by) * Double(step)
      return [
        LoadStage(duration: .zero, target: level, name: "step \(step + 1)"),
        LoadStage(duration: hold, target: level, name: "step \(step + 1)"),
      ]
    }
  }
}

/// `spike:`, another height for a while.
struct SpikeKeys: ValueSection {
  struct Spike {
    let height: Double
    let at: Duration
    let length: Duration
  }

  static let about = SectionFacts(
    "spike", "Another height for a while, at once.", place: "load: {rate: 5, duration: 1h, spike: @}")

  let to = Key(
    "to", .rate(LoadStage.Allowed.target), .required, "The other height, users or arrivals a second", "50")
  let at = Key("at", .time(Ranges.time), .required, "When it begins, after ramp and warm-up", "3s")
  let length = Key("for", .time(Ranges.positiveTime), .required, "How long it lasts", "2s")

  static func read(_ keys: KeyReader<Self>) -> Spike? {
    let (to, at, length) = (keys.to, keys.at, keys.length)
    guard let to, let at, let length else { return nil }
    return Spike(height: to, at: at, length: length)
  }
}
