import RunModel

/// What the steps of a search say together: of each load, whether it held, by the majority of its steps. Pure.
struct CapacityLedger {
  private let trials: [CapacitySearch.Trial]
  private let loads: [Double]

  init(_ trials: [CapacitySearch.Trial]) {
    self.trials = trials
    loads = Set(trials.map(\.load)).sorted()
  }

  /// How many steps at a load came out so.
  func count(_ load: Double, _ standing: CapacityStep.Standing) -> Int {
    trials.count { $0.load == load && $0.standing == standing }
  }

  /// The lowest load that broke.
  var broke: Double? { loads.first { majority($0) < 0 } }

  /// The highest load that held, below what broke.
  var held: Double? {
    let limit = broke ?? .infinity
    return loads.last { $0 < limit && majority($0) > 0 }
  }

  /// A load that has to be tried again: its steps disagree evenly, the generator failed there, or it broke once while
  /// a higher load held.
  var unsettled: Double? {
    if let last = trials.last, last.standing == .generator { return last.load }
    if let even = loads.first(where: { majority($0) == 0 && count($0, .held) > 0 }) { return even }
    guard let broke, count(broke, .broke) == 1, count(broke, .held) == 0 else { return nil }
    return loads.contains { $0 > broke && majority($0) > 0 } ? broke : nil
  }

  /// Whether a load broke when none had held yet.
  func brokeBeforeAnyHeld(_ load: Double) -> Bool {
    trials.prefix { $0.standing != .held }.contains { $0.load == load && $0.standing == .broke }
  }

  private func majority(_ load: Double) -> Int { count(load, .held) - count(load, .broke) }

  /// Whether the server stayed the same, and the highest load that held once and does not any more. Only what is more
  /// than steps near the edge differ counts.
  func course(tolerance: Double, isWhole: Bool) -> (course: CapacityAnswer.Course, heldEarlier: Double?) {
    let clear = 1 + 2.5 * tolerance
    // Of few users the next one is no difference yet.
    let edge = max((held ?? broke ?? 0) * clear, isWhole ? (held ?? 0) + 2 : 0)
    let first = trials.firstIndex { $0.standing == .broke } ?? trials.endIndex
    let lost = trials.indices.filter { index in
      let trial = trials[index]
      return trial.standing == .held && trial.load >= edge && majority(trial.load) < 0
    }
    let heldEarlier = lost.map { trials[$0].load }.max()
    // What the very first overload showed may be what the server could do before it.
    let hints = trials.filter { $0.standing == .broke }.compactMap(\.hint).dropFirst()
    let isFalling = hints.last.flatMap { last in hints.first.map { $0 > last * clear } } ?? false
    if isFalling || lost.contains(where: { $0 > first }) { return (.declining, heldEarlier) }
    return (lost.isEmpty ? .stable : .afterOverload, heldEarlier)
  }
}
