/// How long things take in one run. Pure.
struct RunClock {
  private let factor: Double
  private let spread: Double

  /// - Parameter number: which run of the server it is: a leak makes later ones slower.
  init(_ configuration: MockConfiguration, number: UInt64) {
    factor = configuration.slowdown * (1 + configuration.leak * Double(number) / 1000)
    spread = configuration.spread
  }

  /// A time of this run: drawn around the given one, milliseconds.
  func time(_ milliseconds: Double, _ random: inout MockRandom) -> Double {
    guard milliseconds > 0 else { return 0 }
    return milliseconds * factor * Self.exponential(spread * random.normal())
  }

  /// e to the x, by its series: no C library needed.
  private static func exponential(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for n in 1..<24 {
      term *= x / Double(n)
      sum += term
    }
    return max(sum, 0)
  }
}
