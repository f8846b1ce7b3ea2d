import RunModel
import Statistics

extension CapacityComparison {
  /// What it came to, in one plain sentence.
  package var sentence: String {
    let (before, after) = (Self.joined(first.capacities), Self.joined(second.capacities))
    let held = "The first side holds \(before), the second \(after)"
    switch outcome {
    case .invalid: return "Not comparable: \(problems.joined(separator: "; "))."
    case .worse: return "\(held): it holds less, \(change)."
    case .better: return "\(held): it holds more, \(change)."
    case .notWorse: return "\(held): no loss of more than \(Figures.percent(margin)) (\(change))."
    case .inconclusive: return "\(held): that is not enough to tell them apart (\(change))."
    }
  }

  /// The change of the capacity with its interval: `-12 % (-18 to -6 %)`.
  package var change: String {
    let ends = [low, high].map { $0.map(Self.percent) }
    let range =
      switch (ends[0], ends[1]) {
      case (let low?, let high?): "\(low) to \(high) %"
      case (let low?, nil): "\(low) % or more"
      case (nil, let high?): "at most \(high) %"
      case (nil, nil): "not known"
      }
    return ratio.map { "\(Self.percent($0)) % (\(range))" } ?? range
  }

  /// A ratio as a change in percent.
  package static func percent(_ ratio: Double) -> String {
    let share = (ratio - 1) * 100
    let text = Figures.fixed(abs(share), abs(share) < 9.95 ? 1 : 0)
    return (share < 0 && Double(text) != 0 ? "-" : "+") + text
  }

  private static func joined(_ capacities: [String]) -> String {
    capacities.count < 4
      ? capacities.joined(separator: " / ") : "\(capacities.prefix(3).joined(separator: " / ")) / \u{2026}"
  }
}

extension CapacityComparison.Curve {
  /// How it changed, in words.
  package var change: String {
    let range = interval.map {
      " (\(CapacityComparison.percent($0.low)) to \(CapacityComparison.percent($0.high)) %)"
    }
    return
      "\(CapacityComparison.percent(ratio)) %\(range ?? "") over \(points.count == 1 ? "1 load" : "\(points.count) loads")"
  }

  /// A value of it in words.
  package func words(_ value: Double) -> String {
    figure == "throughput" ? Figures.digits(value) : Figures.seconds(value)
  }
}
