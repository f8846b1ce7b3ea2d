/// What a request is answered with.
package struct WebAnswer: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// Events that follow instead of a body, until they end.
  package var events: EventBroadcast?
  /// Done on the server's loop when the answer is given. What begins threads belongs here: a thread inherits that it gives
  /// way from the one that begins it.
  package var afterwards: (@Sendable () -> Void)?

  package init(
    _ status: Int = 200, type: String, body: [UInt8], headers: [(name: String, value: String)] = []
  ) {
    (self.status, self.body) = (status, body)
    self.headers = [("content-type", type)] + headers
  }

  /// A line of plain text.
  package static func text(
    _ status: Int, _ text: String, headers: [(name: String, value: String)] = []
  ) -> WebAnswer {
    WebAnswer(status, type: "text/plain; charset=utf-8", body: Array((text + "\n").utf8), headers: headers)
  }

  /// The way to another page.
  package static func redirect(to path: String) -> WebAnswer {
    .text(303, "see \(path)", headers: [("location", path)])
  }

  /// Events until they end.
  package static func events(_ broadcast: EventBroadcast) -> WebAnswer {
    var answer = WebAnswer(type: "text/event-stream", body: [])
    answer.events = broadcast
    return answer
  }
}
