extension CapacityPlan.Unit {
  /// A load in words: `40 users`, `12.5/s`.
  package func words(_ load: Double) -> String {
    switch self {
    case .users: load.rounded() == 1 ? "1 user" : "\(number(load)) users"
    case .rate: "\(number(load))/s"
    }
  }

  /// The number alone.
  package func number(_ load: Double) -> String {
    self == .users || load == load.rounded() ? Figures.number(load.rounded()) : Figures.digits(load)
  }

  /// Where throughput stops to grow, in words.
  package func kneeWords(_ load: Double) -> String { "throughput stops to grow at about \(words(load))" }

  /// What it counts.
  package var noun: String { self == .users ? "users" : "arrivals a second" }
}
