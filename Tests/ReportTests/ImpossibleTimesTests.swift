import RunModel
import Testing

/// Words for what is no length of time.
@Suite struct ImpossibleTimesTests {
  @Test(arguments: [Double.nan, .infinity, -.infinity]) func areNamedSo(value: Double) {
    #expect(Figures.clock(value) == "n/a")
    #expect(value.wholeClamped == (value.isNaN ? 0 : value < 0 ? .min : .max))
  }
}
