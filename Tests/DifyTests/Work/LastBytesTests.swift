import ServerSentEvents
import Statistics
import Testing

@testable import Dify

@Suite struct LastBytesTests {
  /// Whatever the pieces, what is kept is the end of all that came.
  @Test(arguments: [1, 2, 7, 64]) func isTheEndOfWhatCame(limit: Int) {
    var random = SeededGenerator(seed: 7, stream: UInt64(limit))
    for _ in 0..<200 {
      var (kept, all) = (LastBytes(limit: limit), [UInt8]())
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let count = Int.random(in: 0...(3 * limit), using: &random)
        let piece = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let start = Int.random(in: 0...count, using: &random)
        kept.add(piece.span.bytes, start..<count)
        all += piece[start...]
      }
      #expect(kept.bytes == all.suffix(limit))
    }
  }
}
