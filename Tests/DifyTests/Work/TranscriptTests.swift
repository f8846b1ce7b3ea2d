import CurlTransport
import Foundation
import MockDify
import RunModel
import ServerSentEvents
import Testing

@testable import Dify

/// Raw transcripts: spread evenly, free of secrets, and recordings at the same time.
@Suite struct TranscriptTests {
  static let request = HTTPRequest(
    .post, "http://127.0.0.1:5001/v1/chat-messages",
    headers: ["Authorization: Bearer app-secret", "Content-Type: application/json"],
    body: Array(#"{"query":"hello app-secret"}"#.utf8))

  static let file = #filePath

  static func store(_ limit: Int) -> TranscriptStore {
    TranscriptStore(limit: limit, secrets: Secrets(others: [Secret("app-secret")]))
  }

  @Test(arguments: [(4, 1, 1), (4, 4, 4), (4, 100, 4), (1, 50, 1), (10, 1000, 8)])
  func areSpreadOverTheRun(limit: Int, count: Int, kept: Int) {
    let store = Self.store(limit)
    for _ in 0..<count { _ = store.begin(Self.request, "c", start: .zero) }
    let numbers = store.names.compactMap { $0.split(separator: "-").first.flatMap { Int($0) } }
    #expect(numbers.count == kept && numbers == numbers.sorted() && numbers.first == 1, "\(numbers)")
    if count > 2 * limit, limit > 1 { #expect(numbers.last! > count / 2, "\(numbers)") }
  }

  /// What is beyond the limit is left out from there on: a smaller piece after it would follow a hole.
  @Test func haveNoHole() throws {
    let transcript = try #require(Self.store(1).begin(Self.request, "c", start: .zero))
    transcript.head(status: 200, type: "text/event-stream")
    for (size, letter) in [(Transcript.limit - 10, "a"), (100, "b"), (5, "c")] {
      let bytes = [UInt8](repeating: UInt8(ascii: letter.unicodeScalars.first!), count: size)
      transcript.add(bytes.span.bytes, at: .zero)
    }
    let text = String(decoding: transcript.exchange(.none), as: UTF8.self)
    #expect(text.hasSuffix("aaa"))
    #expect(!text.contains("bbbbb") && !text.contains("ccccc"))
  }

  @Test func areRecordingsWithoutTheKey() throws {
    let transcript = try #require(Self.store(1).begin(Self.request, "c", start: .zero))
    transcript.head(status: 200, type: "text/event-stream")
    let pieces = ["data: {\"event\": \"message\", \"answer\": \"app-secret\"}\n\n", "event: ping\n\n"]
    for (index, piece) in pieces.enumerated() {
      let bytes = Array(piece.utf8)
      transcript.add(bytes.span.bytes, at: .zero + .milliseconds(100 * (index + 1)))
    }
    let secrets = Secrets(others: [Secret("app-secret")])
    let exchange = transcript.exchange(secrets)
    #expect(!String(decoding: exchange, as: UTF8.self).contains("app-secret"))
    let recording: MockDify.Recording? = MockDify.Recording(exchange: exchange, timing: transcript.timing)
    #expect(recording != nil)
  }

  /// They lie in a folder of their own, under names that any file system takes.
  @Test func areFilesOfTheRunsFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())/run").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = Self.store(2)
    for id in ["a/b c", "é7-"] { _ = store.begin(Self.request, id, start: .zero) }
    #expect(store.write(to: folder) == nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/transcripts")
    let expected = ["1-a_b_c", "2-é7-"].flatMap { [$0 + ".http", $0 + ".timing.json"] }
    #expect(names.sorted() == expected.sorted())
  }
}
