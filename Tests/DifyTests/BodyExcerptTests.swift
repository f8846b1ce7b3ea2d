import Foundation
import RunModel
import Testing

@testable import Dify

@Suite struct BodyExcerptTests {
  private func text(_ body: String, pieces: Int, _ secret: Secret = Secret("KEYKEYKEYKEY")) -> String? {
    var excerpt = BodyExcerpt()
    let bytes = Array(body.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      excerpt.add(bytes[start..<min(start + pieces, bytes.count)].span.bytes)
    }
    return excerpt.text(secret.redact)
  }

  @Test(arguments: [1, 7, 1000, 100_000]) func shortAnswersAreKeptWhole(pieces: Int) {
    #expect(text("", pieces: pieces) == nil)
    #expect(text("<html>502</html>", pieces: pieces) == "<html>502</html>")
    let body = String(repeating: "ab", count: 1024)
    #expect(text(body, pieces: pieces) == body)
  }

  @Test(arguments: [13, 1000, 100_000]) func ofLongOnesTheBeginningAndTheEnd(pieces: Int) throws {
    let body = "first " + String(repeating: "x", count: 60_000) + " last"
    let text = try #require(text(body, pieces: pieces))
    #expect(text.hasPrefix("first xxx") && text.hasSuffix("xxx last") && text.contains(" [...] "))
    #expect(text.utf8.count <= 2100)
  }

  /// Wherever it stands, and however often, not even a part of it is seen.
  @Test(arguments: [1, 3, 400]) func aSecretAtACutIsNotSeenInPart(times: Int) throws {
    for before in stride(from: 0, to: 6000, by: 41) {
      let secrets = String(repeating: "KEYKEYKEYKEY", count: times)
      let body = String(repeating: "a", count: before) + secrets + String(repeating: "b", count: 5000)
      for text in [
        text(body, pieces: 333),
        text(String(body.reversed()).replacingOccurrences(of: "YEK", with: "KEY"), pieces: 333),
      ] {
        #expect(try !#require(text).contains("KEY"), "\(before) bytes before it")
      }
    }
  }
}
