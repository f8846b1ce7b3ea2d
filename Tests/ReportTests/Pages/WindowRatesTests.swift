import Testing

@testable import Pages

@Suite struct WindowRatesTests {
  struct Case: Sendable {
    var duration: Double
    var counts: [Int]
    var expected: [Double]
    var why: String
  }

  static let cases = [
    Case(duration: 2.5, counts: [100, 100, 50], expected: [100, 100, 100], why: "half a window is enough"),
    Case(
      duration: 2.05, counts: [100, 100, 400], expected: [100, 100, 500 / 1.05],
      why: "50 ms are not: 8 000 a second without the window before"),
    Case(duration: 2, counts: [100, 100, 0], expected: [100, 100, 100], why: "no length at all"),
    Case(duration: 0.02, counts: [3], expected: [6], why: "nothing before it"),
    Case(duration: 0, counts: [3], expected: [6], why: "nothing lasted"),
  ]

  @Test(arguments: cases) func aLastWindowThatWasCutShortIsNotScaledToASecond(_ this: Case) {
    let rates = WindowRates(width: 1, duration: this.duration).rates(this.counts)
    #expect(rates.count == this.expected.count)
    for (rate, wanted) in zip(rates, this.expected) {
      #expect(abs(rate - wanted) < 1e-9, "\(this.why): \(rates)")
    }
  }
}
