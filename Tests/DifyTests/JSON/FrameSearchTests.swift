import Statistics
import Testing

@testable import Dify

/// What finds the text of an event, against looking at each place.
@Suite struct FrameSearchTests {
  @Test(arguments: 0..<20) func findsTheFirstPlaceFromAnyStart(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let search = FrameSearch("\"text\"", by: "x")
    for _ in 0..<200 {
      // Of few letters, so that beginnings and repetitions are common.
      let letters = Array("\"tex ".utf8)
      var bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        letters.randomElement(using: &random)!
      }
      let place = Int.random(in: 0...bytes.count, using: &random)
      if Bool.random(using: &random) { bytes.insert(contentsOf: search.wanted, at: place) }
      let start = Int.random(in: 0...bytes.count, using: &random)
      #expect(search.first(in: bytes.span.bytes, from: start) == Self.naive(search.wanted, bytes, start))
    }
  }

  private static func naive(_ wanted: [UInt8], _ bytes: [UInt8], _ start: Int) -> Int? {
    (start..<max(start, bytes.count)).first { bytes[$0...].starts(with: wanted) }
  }
}
