import RunModel

/// What is to be known of turns, in plain words.
extension Comparison.Turns {
  /// `42 pairs of turns of 20 s, one after the other`.
  package var words: String {
    let order = isTogether ? "both builds at once" : "one build after the other"
    return "\(pairs) \(pairs == 1 ? "pair" : "pairs") of turns of \(Self.number(seconds)) s, \(order)"
  }

  /// What turns tell, and what they cannot.
  func caution(units: Int) -> String {
    let told =
      "\(words), in \(Figures.about(elapsed)): what the server does over time met both alike."
    let few =
      units < 5
      ? " Only \(units) \(units == 1 ? "unit" : "units") of them: five are the least for a verdict to lean on."
      : ""
    return "\(told)\(few) \(deployment)"
  }

  /// `20`, `2.5`.
  static func number(_ seconds: Double) -> String {
    Figures.fixed(seconds, seconds == seconds.rounded() ? 0 : 1)
  }

  private var deployment: String {
    if let deploymentNoise {
      return
        "Two starts of one build may differ by \(Figures.percent(deploymentNoise)), as `--deployment-noise` says: the verdict allows for it."
    }
    return
      "It compares these two deployments: what one build differs by from one start to the next is part of the change, and more turns do not take it out. To tell: restart both and repeat this, then `floodgate compare` the runs of all repeats, or say how much it is (`--deployment-noise 0.02`)."
  }
}
