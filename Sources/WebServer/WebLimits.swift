import NIOHTTP1

/// How much a client may ask for. What is beyond is refused; the parser itself refuses headers beyond 80 kB.
package struct WebLimits: Sendable {
  /// Connections at once; those beyond are closed.
  package var connections = 128
  /// Of them those that follow events.
  package var viewers = 64
  /// Bytes of an address.
  package var target = 8192
  /// Header lines.
  package var headers = 64
  /// Bytes of a body.
  package var body = 65536
  /// Seconds in which a request must come whole, and an answer be taken.
  package var patience = 30.0

  package init() {}

  /// What is wrong with a request's head.
  func refusal(_ head: HTTPRequestHead) -> WebAnswer? {
    if head.uri.utf8.count > target { return .text(414, "the address is longer than \(target) bytes") }
    if head.headers.count > headers { return .text(431, "there are more than \(headers) header lines") }
    return nil
  }

  /// What is wrong with a body of so many bytes so far.
  func refusal(bodyOf count: Int) -> WebAnswer? {
    count > body ? .text(413, "the body is longer than \(body) bytes") : nil
  }
}
