import Foundation
import RunModel
import Testing

@testable import Dify

@Suite struct BodyExcerptTests {
  private func excerpt(_ body: String, pieces: Int, _ secret: Secret = Secret("SECRET-01234")) -> String? {
    var kept = BodyExcerpt()
    let bytes = Array(body.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      kept.add(bytes[start..<min(start + pieces, bytes.count)].span.bytes)
    }
    return kept.text(Secrets(others: [secret]))
  }

  @Test(arguments: [1, 7, 1000, 100_000]) func shortAnswersAreKeptWhole(pieces: Int) {
    #expect(excerpt("", pieces: pieces) == nil)
    #expect(excerpt("<html>502</html>", pieces: pieces) == "<html>502</html>")
    let body = String(repeating: "ab", count: 1024)
    #expect(excerpt(body, pieces: pieces) == body)
  }

  @Test(arguments: [13, 1000, 100_000]) func ofLongOnesTheBeginningAndTheEnd(pieces: Int) throws {
    let body = "first " + String(repeating: "x", count: 60_000) + " last"
    let text = try #require(excerpt(body, pieces: pieces))
    #expect(text.hasPrefix("first xxx") && text.hasSuffix("xxx last") && text.contains(" [...] "))
    #expect(text.utf8.count <= 2100)
  }

  /// Wherever it stands, and however often, not even a part of it is seen.
  @Test(arguments: [1, 3, 400]) func aSecretAtACutIsNotSeenInPart(times: Int) throws {
    for before in stride(from: 0, to: 6000, by: 41) {
      let secrets = String(repeating: "SECRET-01234", count: times)
      let (short, long) = (String(repeating: "a", count: before), String(repeating: "b", count: 5000))
      for whole in [short + secrets + long, long + secrets + short] {
        let shown = try #require(excerpt(whole, pieces: 333))
        #expect(!shown.contains("SECRET") && !shown.contains("01234"), "\(before) bytes before it")
      }
    }
  }
}
