import Foundation
import RunModel
import ServerSentEvents
import Testing

@testable import Dify

/// A recorded stream with the instants at which its bytes came.
struct TimedRecording {
  /// When so many bytes of the raw answer had come.
  private let reads: [(bytes: Int, at: RunInstant)]
  private let answer: [UInt8]

  init(_ name: String) throws {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let exchange = [UInt8](try Data(contentsOf: folder.appending(path: "\(name).http")))
    let mark = try #require(exchange.firstRange(of: Array("===== response =====\n".utf8)))
    answer = Array(exchange[mark.upperBound...])
    let timing = try Data(contentsOf: folder.appending(path: "\(name).timing.json"))
    var total = 0
    reads = try JSONDecoder().decode([[Double]].self, from: timing).map { read in
      total += Int(read[1])
      return (total, RunInstant(nanoseconds: Int64((read[0] * 1e6).rounded()) * 1000))
    }
    try #require(total == answer.count)
  }

  /// The exchange as the client sees it that sends at 0 over a connection that stands.
  func exchange() throws -> ExchangeRecord {
    var fold = StreamFold(keepsContent: false)
    var parser = EventStreamParser()
    for (piece, at) in try pieces() {
      fold.now = at
      try parser.feed(piece.span.bytes, to: &fold)
      fold.endOfRead()
    }
    fold.end()
    var exchange = fold.reader.exchange
    (exchange.send, exchange.ready, exchange.sent) = (.zero, .zero, .zero)
    (exchange.firstByte, exchange.close) = (reads.first?.at, reads.last?.at)
    return exchange
  }

  /// The body without its chunks' frames, each piece at the instant of its last byte.
  private func pieces() throws -> [([UInt8], RunInstant)] {
    let head = try #require(answer.firstRange(of: Array("\r\n\r\n".utf8)))
    var (pieces, position) = ([([UInt8], RunInstant)](), head.upperBound)
    while let end = answer[position...].firstIndex(of: 0x0a) {
      let digits = String(decoding: answer[position..<end].filter { $0 > 0x20 }, as: UTF8.self)
      let size = try #require(Int(digits, radix: 16))
      if size == 0 { break }
      let body = end + 1..<end + 1 + size
      let at = try #require(reads.first { $0.bytes >= body.upperBound }?.at)
      pieces.append((Array(answer[body]), at))
      position = body.upperBound + 2
    }
    return pieces
  }

  /// A task of that one exchange, planned at 0.
  func task() throws -> TaskResult {
    let exchange = try exchange()
    let end = try #require(exchange.close)
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: end,
      status: .succeeded, exchanges: [exchange])
    return TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded, finished: end,
      attempts: [attempt])
  }
}
