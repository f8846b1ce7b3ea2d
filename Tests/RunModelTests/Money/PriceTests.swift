import RunModel
import Testing

/// Golden values by Python's `decimal`.
@Suite struct PriceTests {
  @Test(
    arguments: [
      ("0E-7", 0), ("0.0001535", 1_535_000), ("12", 120_000_000_000), ("-0.5", -5_000_000_000),
      ("1.5e-3", 15_000_000), ("1E2", 1_000_000_000_000), (".25", 2_500_000_000), ("0.00000000019", 1),
    ] as [(String, Int64)])
  func readsDecimals(text: String, units: Int64) {
    #expect(Price(decimal: text)?.units == units)
  }

  @Test(arguments: ["", "-", ".", "abc", "1e", "1.2.3", "1 ", "99999999999999999999"])
  func refusesWhatIsNoDecimal(text: String) {
    #expect(Price(decimal: text) == nil)
  }

  @Test(arguments: ["0", "0.0001535", "-3.5", "12"])
  func printsTheExactDecimal(text: String) {
    #expect(Price(decimal: text)?.description == text)
  }

  @Test func saturatesInsteadOfOverflowing() {
    #expect(Price(units: .max) + Price(units: 1) == Price(units: .max))
  }
}
