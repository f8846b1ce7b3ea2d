import CurlTransport
import RunModel
import ServerSentEvents

/// Hears all that one request sends and its answer brings, and tells it at once. It reads every event, which a load does
/// not: it is for looks at single tasks.
final class AnswerTap {
  typealias Tell = @Sendable (AskedEvent) -> Void

  /// What the parser finds becomes what is told.
  private struct Sink: EventSink {
    let tell: (AskedEvent) -> Void
    var after = Duration.zero

    mutating func event(_ data: RawSpan) {
      var scanner = JSONScanner([UInt8](copying: data))
      let value = scanner.value()
      tell(.event(scanner.isBroken ? .null : value, after: after))
    }

    mutating func ping() { tell(.ping(after: after)) }
  }

  private let tell: Tell
  private let secrets: Secrets
  private let start: RunInstant
  private var parser = EventStreamParser()
  private var sink: Sink

  /// Tells the request. `start` is the instant from which times count.
  init(_ tell: @escaping Tell, _ request: HTTPRequest, secrets: Secrets, start: RunInstant) {
    (self.tell, self.secrets, self.start) = (tell, secrets, start)
    sink = Sink { tell($0.redacted(secrets)) }
    var scanner = JSONScanner(request.body)
    let sent = AskedEvent.request(
      url: request.url, headers: request.headers + [request.ownHeader].compactMap(\.self),
      body: scanner.value())
    tell(sent.redacted(secrets))
  }

  func head(status: Int, version: String?, at now: RunInstant) {
    tell(.answer(status: status, version: version, after: now - start).redacted(secrets))
  }

  func events(_ bytes: RawSpan, at now: RunInstant) {
    sink.after = now - start
    // A line that is too long ends the answer, which its own reader says.
    try? parser.feed(bytes, to: &sink)
  }

  /// An answer that is neither events nor JSON: a proxy's page.
  func page(_ excerpt: BodyExcerpt, at now: RunInstant) {
    tell(.document(.string(excerpt.text(secrets) ?? ""), after: now - start))
  }

  func audio(_ count: Int, at now: RunInstant) {
    tell(.document(.string("\(count) bytes of audio"), after: now - start))
  }

  func document(_ bytes: [UInt8], at now: RunInstant) {
    var scanner = JSONScanner(bytes)
    tell(.document(scanner.value(), after: now - start).redacted(secrets))
  }
}

extension AskedEvent {
  fileprivate func redacted(_ secrets: Secrets) -> AskedEvent {
    switch self {
    case .request(let url, let headers, let body):
      .request(url: secrets.redact(url), headers: headers.map(secrets.redact), body: secrets.redact(body))
    case .answer(let status, let version, let after):
      .answer(status: status, version: version.map(secrets.redact), after: after)
    case .event(let value, let after): .event(secrets.redact(value), after: after)
    case .document(let value, let after): .document(secrets.redact(value), after: after)
    case .ping: self
    }
  }
}
