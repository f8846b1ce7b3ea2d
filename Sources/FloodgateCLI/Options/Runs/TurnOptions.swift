import ArgumentParser
import Judgement
import RunModel
import Scenario
import Session

/// How both sides take turns within one run each.
struct TurnOptions: ParsableArguments {
  @Option(
    help:
      "Take turns of this length with --against within one run a side, and compare them turn by turn; the order is drawn."
  )
  var alternate: String?

  @Flag(help: "With --alternate: both sides have each turn at once, on servers that share nothing.")
  var together = false

  @Option(
    help:
      "With --alternate: what is left out at the begin of each turn; a tenth of it, 1 s at least, by default."
  )
  var turnWarmUp: String?

  @Option(help: "With --alternate: the most time for all turns; no pair is begun that would end later.")
  var atMost: String?

  @Option(
    help:
      "With --alternate: what two starts of one build are known to differ by, as a share of a latency; the verdict allows for it."
  )
  var deploymentNoise: Double?

  /// The turns that are asked for; `nil` when none are. Throws ``UsageProblem``.
  func plan(_ header: ManifestHeader, pairs: Int?, until: Until?) throws -> TurnPlan? {
    var untilDecided = false
    if case .decided? = until { untilDecided = true }
    guard let alternate else { return try refuseAlone(untilDecided) }
    if until != nil, !untilDecided {
      throw UsageProblem("--alternate compares: --until decided ends it, no figure of one side does")
    }
    if let noise = deploymentNoise, !(0...1).contains(noise) {
      throw UsageProblem(
        "--deployment-noise is \(Figures.short(noise)), expected a share from 0 to 1, such as 0.02")
    }
    let seconds = try time("alternate", alternate, TurnPlan.Allowed.seconds)
    let limit = try atMost.map { try time("at-most", $0, 1...31_536_000) }
    if let pairs, !TurnPlan.Allowed.pairs.contains(pairs) {
      throw UsageProblem(
        "--pairs is \(pairs), expected 1 to \(TurnPlan.Allowed.pairs.upperBound) with --alternate")
    }
    var plan = TurnPlan(
      seconds: seconds,
      warmUp: try warmUp(of: seconds),
      pairs: pairs ?? TurnLoad.pairs(header, seconds: seconds, atMost: limit, isTogether: together))
    (plan.isTogether, plan.atMost, plan.untilDecided, plan.seed) = (
      together, limit, untilDecided, header.seed
    )
    return plan
  }

  /// What is left out of each turn. Throws ``UsageProblem`` for one that leaves less than half of it.
  private func warmUp(of seconds: Double) throws -> Double {
    guard let turnWarmUp else { return TurnPlan.usualWarmUp(seconds) }
    let warmUp = try time("turn-warm-up", turnWarmUp, 0...TurnPlan.Allowed.seconds.upperBound)
    if warmUp <= seconds / 2 { return warmUp }
    let left = warmUp < seconds ? "less than half" : "nothing"
    throw UsageProblem(
      "--turn-warm-up \(turnWarmUp) leaves \(left) of turns of \(Figures.digits(seconds)) s: it is at most \(Figures.digits(seconds / 2)) s, or take longer turns (--alternate)"
    )
  }

  private func refuseAlone(_ untilDecided: Bool) throws -> TurnPlan? {
    let alone = [
      ("--together", together), ("--turn-warm-up", turnWarmUp != nil), ("--until decided", untilDecided),
      ("--at-most", atMost != nil), ("--deployment-noise", deploymentNoise != nil),
    ].first(where: \.1)
    if let alone { throw UsageProblem("\(alone.0) goes with --alternate, such as --alternate 20s") }
    return nil
  }

  private func time(_ name: String, _ text: String, _ range: ClosedRange<Double>) throws -> Double {
    guard let seconds = DurationText.seconds(text), range.contains(seconds) else {
      throw UsageProblem(
        "--\(name) is '\(text)', expected a length of time such as 20s, from \(Figures.digits(range.lowerBound)) to \(Figures.digits(range.upperBound)) s"
      )
    }
    return seconds
  }
}
