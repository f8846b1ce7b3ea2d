import CurlTransport
import Foundation
import RunModel
import ServerSentEvents
import Testing

@testable import Dify

/// One recorded exchange of a real Dify 1.11.2.
struct Recording {
  var name: String
  var requestLine: String
  var status: Int
  var contentType: String
  var body: [UInt8]
  /// The chunked body ended with its last chunk, or the announced length was reached.
  var isComplete: Bool

  static let names: [String] = {
    let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil)
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder?.path ?? "")
    return (files ?? []).filter { $0.hasSuffix(".http") }.map { String($0.dropLast(5)) }.sorted()
  }()

  init(_ name: String) throws {
    self.name = name
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "http"))
    let bytes = [UInt8](try Data(contentsOf: url))
    let mark = Array("===== response =====\n".utf8)
    let split = try #require(bytes.firstRange(of: mark))
    requestLine = String(decoding: bytes.prefix { $0 != 0x0d && $0 != 0x0a }, as: UTF8.self)
    let answer = bytes[split.upperBound...]
    let headEnd = answer.firstRange(of: Array("\r\n\r\n".utf8)) ?? answer.firstRange(of: Array("\n\n".utf8))
    guard let end = headEnd else {
      // The server died before it answered.
      (status, contentType, body, isComplete) = (0, "", [], false)
      return
    }
    let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self).split(whereSeparator: \.isNewline)
    status = head.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    func header(_ wanted: String) -> String? {
      head.first { $0.lowercased().hasPrefix(wanted + ":") }.map {
        $0.dropFirst(wanted.count + 1).trimmingCharacters(in: .whitespaces)
      }
    }
    contentType = header("content-type") ?? ""
    let raw = Array(answer[end.upperBound...])
    if header("transfer-encoding") == "chunked" {
      (body, isComplete) = Self.dechunk(raw)
    } else {
      body = raw
      isComplete = header("content-length").flatMap { Int($0) }.map { raw.count >= $0 } ?? true
    }
  }

  private static func dechunk(_ raw: [UInt8]) -> (body: [UInt8], isComplete: Bool) {
    var body: [UInt8] = []
    var rest = raw[...]
    while let end = rest.firstIndex(of: 0x0a) {
      let size = String(decoding: rest[..<end], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      guard let count = Int(size, radix: 16) else { break }
      rest = rest[(end + 1)...]
      if count == 0 { return (body, true) }
      body += rest.prefix(count)
      rest = rest.dropFirst(count)
      if rest.first == 0x0d { rest = rest.dropFirst() }
      if rest.first == 0x0a { rest = rest.dropFirst() }
    }
    return (body, false)
  }

  var isStream: Bool { contentType.hasPrefix("text/event-stream") }

  var family: OutcomeClassifier.Family {
    if requestLine.contains("/chat-messages") {
      return name.hasPrefix("chat-basic") || name.hasPrefix("agent") ? .message : .chatflow
    }
    return requestLine.contains("/completion-messages") ? .message : .workflow
  }

  /// What the client makes of it, fed in pieces of `size` bytes.
  func outcome(pieces size: Int = 997) throws -> (verdict: OutcomeClassifier.Verdict, reader: DocumentReader)
  {
    var fold = StreamFold(keepsContent: true)
    var parser = EventStreamParser()
    if isStream {
      for start in stride(from: 0, to: body.count, by: size) {
        fold.now = RunInstant(nanoseconds: Int64(start))
        try parser.feed(Array(body[start..<min(start + size, body.count)]).span.bytes, to: &fold)
        fold.endOfRead()
      }
    } else if contentType.hasPrefix("application/json") {
      fold.reader.readDocument(body)
    }
    fold.end()
    if !isComplete { return (OutcomeClassifier.judge(.truncated, afterDeadline: false), fold.reader) }
    let verdict = OutcomeClassifier.judge(
      family: family, httpStatus: status, isStream: isStream,
      isJSON: contentType.hasPrefix("application/json"),
      facts: fold.reader.facts, endsInsideEvent: parser.isInsideEvent)
    return (verdict, fold.reader)
  }
}
