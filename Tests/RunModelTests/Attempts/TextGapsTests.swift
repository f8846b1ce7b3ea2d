import Testing

@testable import RunModel

@Suite struct TextGapsTests {
  /// Four bytes hold 4.3 s: what is longer, or no gap at all, comes out as it went in.
  @Test func eachComesOutAsItWentIn() {
    let gaps: [Int64] = [0, 1, 20_000_000, 4_294_967_295, 4_294_967_296, 90_000_000_000, .max, -5]
    let kept = TextGaps(gaps)
    var found: [Int64] = []
    kept.forEach { found.append($0) }
    #expect(found.sorted() == gaps.sorted() && kept.count == gaps.count)
  }
}
