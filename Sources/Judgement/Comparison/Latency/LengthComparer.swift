import RunModel
import Statistics

/// Tells what longer answers take from what a slower server takes: times are regressed on the tokens of answers and prompts by
/// the first side's own tasks, within its runs; what its pace would have made of the second side's tokens is the length's part
/// of the change, the rest is the server's (R. Oaxaca, 1973; A. Blinder, 1973).
struct LengthComparer {
  /// What answers of the second side's length would have taken on the first.
  static let byLength = "response_time.by_length"
  /// The mean response time at the first side's length.
  static let atEqualLength = "response_time.at_equal_length"

  private let latency: LatencyComparer
  private let pace: LengthPace?

  init(_ latency: LatencyComparer) {
    self.latency = latency
    pace = latency.design.hasRuns ? LengthPace(latency.first.map(\.measurements.lengths)) : nil
  }

  /// Both parts, when nearly all successes of both sides tell their tokens; none with one run a side.
  var rows: [Comparison.Row] {
    guard let pace else { return [] }
    let kept = latency.first.indices.filter { index in
      latency.first.count != latency.second.count
        || (Self.tells(latency.first[index]) && Self.tells(latency.second[index]))
    }
    let sides = [latency.first, latency.second].map { side in
      side.count == latency.first.count && latency.first.count == latency.second.count
        ? kept.map { side[$0].measurements.lengths } : side.map(\.measurements.lengths)
    }
    guard [latency.first, latency.second].allSatisfy({ Self.tells($0) }), !sides[0].isEmpty else { return [] }
    return rows(sides, pace)
  }

  private func rows(_ sides: [[LengthMoments]], _ pace: LengthPace) -> [Comparison.Row] {
    func means(_ side: [LengthMoments], _ variable: LengthMoments.Variable) -> [Double] {
      side.compactMap { $0.mean(variable) }
    }
    let times = sides.map { means($0, .time) }
    let lengths = sides.map { side in zip(means(side, .answer), means(side, .prompt)).map(pace.seconds) }
    let mean = Self.mean(times[0])
    guard mean > 0, times.allSatisfy({ !$0.isEmpty }) else { return [] }
    let rests = zip(times, lengths).map { zip($0, $1).map { $0 - $1 } }
    let longer = Self.mean(lengths[1]) - Self.mean(lengths[0])
    // The pace is known to its standard error: a large change of length with an unsure pace tells little.
    let unsure =
      pace.relativeError * abs(longer) / mean
    return [
      row(Self.byLength, lengths, mean, unsure), row(Self.atEqualLength, rests, mean, unsure),
    ].compactMap(\.self)
  }

  private func row(_ name: String, _ values: [[Double]], _ mean: Double, _ unsure: Double) -> Comparison.Row?
  {
    let shares = values.map { $0.map { $0 / mean } }
    let effect =
      latency.design.unit == .pairs
      ? latency.paired(shares[0], shares[1]) : Effect.unpaired(shares[0], shares[1])
    guard let effect, effect.estimate > -0.99 else { return nil }
    let error = (effect.standardError * effect.standardError + unsure * unsure).squareRoot()
    var row = Comparison.Row(name, .seconds)
    row.set(
      Effect(
        estimate: NaturalLogarithm.of(1 + effect.estimate), standardError: error / (1 + effect.estimate),
        degrees: effect.degrees))
    (row.first, row.second) = (mean, mean * (1 + effect.estimate))
    return row
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  /// Whether nine of ten successes tell their tokens.
  private static func tells(_ runs: [ReportDocument]) -> Bool {
    let told = runs.reduce(0) { $0 + $1.measurements.lengths.count }
    let all = runs.reduce(0) { $0 + $1.measurements.statistics.succeeded }
    return told > 0 && told * 10 >= all * 9
  }

  private static func tells(_ run: ReportDocument) -> Bool { tells([run]) }
}

/// Seconds that a token takes, by least squares over the tasks of some runs, each about its own mean.
struct LengthPace: Equatable {
  /// Seconds a token of the answer.
  let answer: Double
  /// Seconds a token of the prompt.
  let prompt: Double
  /// The standard error of `answer`, as a share of it.
  let relativeError: Double

  /// What an answer of such a length would take, but for what all take.
  func seconds(_ answerTokens: Double, _ promptTokens: Double) -> Double {
    answer * answerTokens + prompt * promptTokens
  }

  /// `nil` when answers are hardly of different lengths, or longer ones take no longer: nothing can be told then.
  init?(_ runs: [LengthMoments]) {
    func sum(_ first: LengthMoments.Variable, _ second: LengthMoments.Variable) -> Double {
      runs.reduce(0) { $0 + $1.spread(first, second) }
    }
    let (xx, xz, zz) = (sum(.answer, .answer), sum(.answer, .prompt), sum(.prompt, .prompt))
    let (xy, zy, yy) = (sum(.answer, .time), sum(.prompt, .time), sum(.time, .time))
    let count = runs.reduce(0) { $0 + $1.count }
    let tokens = runs.reduce(0) { $0 + Double($1.count) * ($1.mean(.answer) ?? 0) } / Double(max(1, count))
    guard count >= Self.leastTasks, xx > 0, (xx / Double(count)).squareRoot() >= tokens * Self.leastSpread
    else { return nil }
    // Prompts that hardly vary, or vary as the answers do, tell nothing beside them.
    let own = xx * zz - xz * xz
    let usesPrompt = own > 0.05 * xx * zz
    (answer, prompt) = usesPrompt ? ((xy * zz - zy * xz) / own, (zy * xx - xy * xz) / own) : (xy / xx, 0)
    guard answer > 0 else { return nil }
    let rest = max(0, yy - answer * xy - prompt * zy) / Double(max(1, count - runs.count - 2))
    relativeError = (rest * (usesPrompt ? zz / own : 1 / xx)).squareRoot() / answer
    guard relativeError < Self.mostError else { return nil }
  }

  private static let leastTasks = 50
  /// Standard deviation of the answers' lengths, as a share of their mean.
  private static let leastSpread = 0.02
  private static let mostError = 0.25
}
