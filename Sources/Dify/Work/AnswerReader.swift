import CurlTransport
import LoadEngine
import Reactor
import RunModel
import ServerSentEvents

/// Takes one answer as it comes, stream or document: chosen by its content type, not by what was asked for.
final class AnswerReader: ResponseConsumer {
  private enum Kind {
    case none, stream, json, audio, other
  }

  private let scope: RunScope
  private var kind = Kind.none
  private var parser = EventStreamParser()
  private var fold: StreamFold
  private var document: [UInt8] = []
  private(set) var excerpt = BodyExcerpt()
  private(set) var headers: [String: String]?
  private(set) var overflow: Int?
  private(set) var serverVersion: String?
  /// Whether the server's name is wanted, and it.
  var wantsServerName = false
  private(set) var serverName: String?
  private(set) var retryAfter: Duration?
  /// Hears everything, when a single task is looked at.
  var tap: AnswerTap?
  /// Keeps what comes, byte by byte, of tasks that were drawn.
  var transcript: Transcript?

  /// A document that is larger is not read.
  private static let documentLimit = 16 << 20
  /// What comes later than this after the terminal event is not waited for, nanoseconds: proxies sometimes keep a
  /// finished stream open.
  private let grace: Int64

  init(scope: RunScope, keepsContent: Bool, grace: Int64 = 5_000_000_000) {
    self.scope = scope
    self.grace = grace
    fold = StreamFold(keepsContent: keepsContent)
  }

  var isStream: Bool { kind == .stream }
  var isJSON: Bool { kind == .json }
  var isAudio: Bool { kind == .audio }
  var facts: AnswerFacts { fold.reader.facts }
  var exchange: ExchangeRecord { fold.reader.exchange }
  var endsInsideEvent: Bool { parser.isInsideEvent }

  /// What is known of the request before it is sent.
  func note(uploads took: Duration?, traceparent: String?) {
    (fold.reader.exchange.uploads, fold.reader.exchange.traceparent) = (took, traceparent)
  }

  func head(_ head: borrowing ResponseHead, at instant: LoopInstant) {
    serverVersion = head.value("x-version")
    if wantsServerName { serverName = head.value("server") }
    retryAfter = head.value("retry-after").flatMap { Double($0) }.map { .seconds(min(max($0, 0), 86_400)) }
    headers = head.status == 200 ? nil : Self.telling(head)
    tap?.head(status: head.status, version: serverVersion, at: scope.instant(instant))
    let type = head.value("content-type") ?? ""
    transcript?.head(status: head.status, type: type)
    if type.hasPrefix("text/event-stream") {
      kind = .stream
    } else {
      kind =
        type.hasPrefix("application/json") ? .json : type.hasPrefix("audio/") ? .audio : .other
    }
  }

  /// Headers that help to find the cause of a refusal.
  private static func telling(_ head: borrowing ResponseHead) -> [String: String] {
    var headers: [String: String] = [:]
    headers["content-type"] = head.value("content-type")
    headers["server"] = head.value("server")
    headers["via"] = head.value("via")
    headers["retry-after"] = head.value("retry-after")
    headers["x-version"] = head.value("x-version")
    headers["x-request-id"] = head.value("x-request-id")
    headers["x-trace-id"] = head.value("x-trace-id")
    headers["cf-ray"] = head.value("cf-ray")
    return headers.mapValues { String($0.prefix(200)) }
  }

  func body(_ bytes: RawSpan, at instant: LoopInstant) -> Appetite {
    excerpt.add(bytes)
    transcript?.add(bytes, at: scope.instant(instant))
    return switch kind {
    case .stream: takeEvents(bytes, scope.instant(instant))
    case .json: takeDocument(bytes) ? .more : .nothing
    case .none, .audio, .other: .more
    }
  }

  private func takeEvents(_ bytes: RawSpan, _ now: RunInstant) -> Appetite {
    fold.now = now
    tap?.events(bytes, at: now)
    do {
      try parser.feed(bytes, to: &fold)
    } catch {
      overflow = error.limit
      return .nothing
    }
    fold.endOfRead()
    return fold.hasEnded ? .moreFor(nanoseconds: grace) : .more
  }

  private func takeDocument(_ bytes: RawSpan) -> Bool {
    guard document.count + bytes.byteCount <= Self.documentLimit else {
      overflow = Self.documentLimit
      return false
    }
    document.append(bytes, 0..<bytes.byteCount)
    return true
  }

  /// The answer is over: what was gathered is read.
  func finish() {
    fold.reader.facts.isEmpty = excerpt.isEmpty
    if isJSON {
      fold.reader.readDocument(document)
      tap?.document(document, at: scope.now)
    }
    if kind == .audio { tap?.audio(excerpt.count, at: scope.now) }
    if kind == .other { tap?.page(excerpt, at: scope.now) }
    fold.end()
  }

  /// The raw document, for endpoints whose answers are read elsewhere.
  func takeDocument() -> [UInt8] { document }
}
