/// Whether the newest values of a series lie beyond its recent level: Student's test of the last one, and of the last
/// three together, against the values before them, from four values on.
///
/// The noise of so few values would be guessed too small in many series: a supposed noise stands beside it, worth three
/// values (the moderated t of G. K. Smyth, 2004, with a prior that is given). Of series without any change and with a
/// noise of up to twice the supposed one, about ``significance`` are said to have one for the worse.
package struct RecentLevel: Sendable {
  /// The most that is wrongly called worse, and as much better.
  package var significance: Double
  /// The noise that is supposed, in the values' unit.
  package var prior: Double
  /// The most values that make the recent level.
  package var reach = 20

  package init(significance: Double, prior: Double) {
    (self.significance, self.prior) = (significance, prior)
  }

  /// How the newest values stand.
  package struct Standing: Sendable {
    /// The first of the newest values, the mean of the level before them and theirs, and the p of no change.
    package var index: Int
    package var before: Double
    package var after: Double
    package var p: Double
    /// Whether a change is shown.
    package var isShown: Bool
    /// The smallest change of the last value that is found in four of five series.
    package var detectable: Double
  }

  /// So many of the newest values are looked at together, each with its part of the chance to err.
  private static let looks = [(count: 1, part: 0.75), (count: 3, part: 0.25)]
  private static let priorDegrees = 3.0

  /// The clearest look at the newest values; `nil` below four values. The noise is never below `floor`.
  package func standing(_ values: [Double], floor: Double = 0) -> Standing? {
    let all = Self.looks.compactMap { look(values, $0.count, significance * $0.part, floor) }
    guard var clearest = all.min(by: { ($0.isShown ? 0 : 1, $0.p) < ($1.isShown ? 0 : 1, $1.p) }) else {
      return nil
    }
    clearest.detectable = all[0].detectable
    return clearest
  }

  private func look(_ values: [Double], _ newest: Int, _ alpha: Double, _ floor: Double) -> Standing? {
    let level = values.dropLast(newest).suffix(reach)
    guard level.count >= 3 else { return nil }
    let effect = effect(Array(level), Array(values.suffix(newest)), floor)
    let limit = Effect.limit(level: 2 * alpha, degrees: effect.degrees) * effect.standardError
    let before = level.reduce(0, +) / Double(level.count)
    let p = effect.pValue()
    return Standing(
      index: values.count - newest, before: before, after: before + effect.estimate, p: p,
      isShown: p <= 2 * alpha, detectable: Self.detectable(Array(level), newest, limit))
  }

  /// Beyond the limit in four of five series, by the noise that the series itself has.
  private static func detectable(_ level: [Double], _ newest: Int, _ limit: Double) -> Double {
    guard let own = Effect.unpaired(level, [0]) else { return limit }
    let scale = ((1 / Double(level.count) + 1 / Double(newest)) / (1 / Double(level.count) + 1)).squareRoot()
    let next = NextExperiment(after: own, scale: scale, degrees: own.degrees, isKnown: true)
    return NextExperiment.smallest(0.8, from: limit) { next.chance(of: $0) { _ in limit } }
  }

  private func effect(_ level: [Double], _ newest: [Double], _ floor: Double) -> Effect {
    let (m, k) = (Double(level.count), Double(newest.count))
    let mean = level.reduce(0, +) / m
    let squares = level.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let supposed = max(prior, floor)
    let degrees = Self.priorDegrees + m - 1
    let variance = (Self.priorDegrees * supposed * supposed + squares) / degrees
    return Effect(
      estimate: newest.reduce(0, +) / k - mean,
      standardError: (max(variance, floor * floor) * (1 / m + 1 / k)).squareRoot(), degrees: degrees)
  }
}
