/// What can go wrong with an answer.
package enum MockFault: String, Sendable, CaseIterable {
  /// 400 in the words of 1.11: the app's concurrency limit.
  case refused
  /// 429 `too_many_requests`.
  case tooMany = "too-many"
  /// 429 `rate_limit_error`.
  case rateLimit = "rate-limit"
  /// 401 `unauthorized`.
  case auth
  /// 400 `invalid_param`.
  case badRequest = "bad-request"
  /// 400 `completion_request_error`, or its error event.
  case model
  /// 500 `internal_server_error`.
  case http500 = "http-500"
  /// A proxy's HTML page.
  case http502 = "http-502"
  /// A proxy's HTML page.
  case http503 = "http-503"
  /// A proxy's HTML page.
  case http504 = "http-504"
  /// A run that ends as failed.
  case workflowFailed = "workflow-failed"
  /// A run that ends as partial-succeeded.
  case partial
  /// A run that ends as stopped.
  case stopped
  /// A stream that ends with an `error` event.
  case streamError = "stream-error"
  /// A stream whose connection closes in the middle.
  case truncated
  /// A stream that ends cleanly without its terminal event.
  case noTerminal = "no-terminal"
  /// A connection that is reset before the answer.
  case reset
  /// An answer that never ends.
  case hang
  /// A whole stream whose connection stays open after it.
  case leftOpen = "left-open"
  /// An answer of blanks.
  case empty
  /// An answer that is no JSON.
  case badJSON = "bad-json"
}
