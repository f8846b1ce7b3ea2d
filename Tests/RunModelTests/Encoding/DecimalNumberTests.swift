import RunModel
import Statistics
import Testing

@Suite struct DecimalNumberTests {
  @Test(
    arguments: [
      ("0.1", 1, 1), ("-12.50", -1250, 2), ("+7", 7, 0), ("000123", 123, 0), ("0.000000000001", 1, 12),
      (".5", 5, 1), ("5.", 5, 0),
    ] as [(String, Int64, Int)])
  func reads(text: String, units: Int64, scale: Int) {
    let number = DecimalNumber(text)
    #expect(number?.units == units && number?.scale == scale)
  }

  @Test(arguments: [
    "", "-", ".", "1e3", "1.2.3", "--1", "+-1", "abc", "0x1", "1234567890123456", "0.1234567890123", "١",
  ])
  func refuses(text: String) { #expect(DecimalNumber(text) == nil) }

  @Test func wholeNumbersAreIntegers() throws {
    #expect(try #require(DecimalNumber("2.00")).json == 2)
    #expect(try #require(DecimalNumber("-0.05")).json == .number(-0.05))
    #expect(try #require(DecimalNumber("-0.05")).description == "-0.05")
  }

  @Test("steps of a tenth are the decimals as they are written, with no rounding that adds up")
  func steps() throws {
    let range = try #require(stepping("0.1", "100", "0.1"))
    #expect(range.count == 1000)
    #expect(range[2].json == .number(0.3) && range[2].description == "0.3" && range[6].json == .number(0.7))
    for index in 0..<1000 {
      #expect(range[index].description == "\((index + 1) / 10).\((index + 1) % 10)")
    }
  }

  @Test(
    arguments: [
      ("1", "10", "3", 4, "10"), ("1", "10", "4", 3, "9"), ("0", "1", "0.3", 4, "0.9"),
      ("5", "5", "1", 1, "5"),
      ("-1", "1", "0.5", 5, "1.0"),
    ] as [(String, String, String, Int, String)])
  func neverGoesBeyondTheEnd(from: String, to: String, step: String, count: Int, last: String) throws {
    let range = try #require(stepping(from, to, step))
    #expect(range.count == count && range[count - 1].description == last)
  }

  @Test func refusesWhatNeverEnds() {
    #expect(
      stepping("1", "2", "0") == nil && stepping("2", "1", "1") == nil && stepping("1", "2", "-1") == nil)
    #expect(stepping("0", "1000001", "1") == nil)
  }

  private func stepping(_ from: String, _ to: String, _ step: String) -> DecimalRange? {
    guard let from = DecimalNumber(from), let to = DecimalNumber(to), let step = DecimalNumber(step) else {
      return nil
    }
    return DecimalRange(from: from, to: to, step: step, limit: 1_000_000)
  }
}
