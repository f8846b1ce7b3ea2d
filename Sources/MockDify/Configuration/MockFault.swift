/// What can go wrong with an answer.
package enum MockFault: String, Sendable, CaseIterable {
  // MARK: Refusals, in Dify's words

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

  // MARK: Pages of what stands before Dify

  /// A gateway's page: the server is down.
  case http502 = "http-502"
  /// A gateway's page: the server is busy.
  case http503 = "http-503"
  /// A gateway's page: the server took too long.
  case http504 = "http-504"
  /// A gateway's page: no such address.
  case html404 = "html-404"
  /// A content network's page: too many requests.
  case html429 = "html-429"
  /// A page with status 200, as a login in the way sends it.
  case html200 = "html-200"
  /// 302 to elsewhere.
  case redirect

  // MARK: Runs that end otherwise

  /// A run that ends as failed.
  case workflowFailed = "workflow-failed"
  /// A run that ends as partial-succeeded.
  case partial
  /// A run that ends as stopped.
  case stopped
  /// An answer of blanks.
  case empty

  // MARK: Streams that are not as they should be

  /// A stream that ends with an `error` event.
  case streamError = "stream-error"
  /// A stream that ends cleanly without its terminal event.
  case noTerminal = "no-terminal"
  /// A stream without its `workflow_started`.
  case lostStart = "lost-start"
  /// The terminal event comes twice.
  case twoTerminals = "two-terminals"
  /// The terminal event is cut in its middle, and the stream ends cleanly.
  case cutTerminal = "cut-terminal"
  /// A text comes after the terminal event.
  case textAfterEnd = "text-after-end"
  /// An event of the middle is no JSON.
  case notJSON = "not-json"
  /// An event of the middle has a name that nobody knows.
  case unknownEvent = "unknown-event"
  /// A text of the middle is no UTF-8.
  case badUTF8 = "bad-utf8"
  /// Zero bytes between two events.
  case nulBytes = "nul-bytes"
  /// An event of 20 MB on one line.
  case hugeLine = "huge-line"
  /// Lines end in CR LF.
  case crlf
  /// Comment lines between events.
  case comments
  /// Texts that never end.
  case endless
  /// A stream where a document was asked for.
  case streamedBlocking = "streamed-blocking"

  // MARK: Documents that are not as they should be

  /// An answer that is no JSON.
  case badJSON = "bad-json"
  /// Nested a hundred thousand deep.
  case deepJSON = "deep-json"
  /// Numbers that no type holds.
  case hugeNumbers = "huge-numbers"
  /// 200 without a byte of a body.
  case emptyBody = "empty-body"
  /// 204.
  case noContent = "no-content"
  /// A content type that does not say what the body is.
  case wrongType = "wrong-type"

  // MARK: On the wire

  /// A connection that is reset before the answer.
  case reset
  /// A connection that is closed, orderly, before the answer.
  case closed
  /// Bytes that are no HTTP.
  case garbage
  /// A status that no one has defined.
  case oddStatus = "odd-status"
  /// The head comes two bytes at a time.
  case slowHead = "slow-head"
  /// Header lines that never end.
  case endlessHead = "endless-head"
  /// An interim answer (103) before the real one.
  case interim
  /// The connection is reset after the head.
  case resetAfterHead = "reset-after-head"
  /// The connection is reset in the middle of the body.
  case resetMidway = "reset-midway"
  /// The connection closes in the middle of the body.
  case truncated
  /// The body comes a byte at a time.
  case bytewise
  /// `Content-Length` says more than comes.
  case longLength = "long-length"
  /// `Content-Length` says less than comes.
  case shortLength = "short-length"
  /// A chunk whose size is no number.
  case badChunk = "bad-chunk"
  /// A chunk that is shorter than it says.
  case shortChunk = "short-chunk"
  /// No length and no chunks: the close of the connection is the body's end.
  case noLength = "no-length"
  /// The same as HTTP/1.0 says it.
  case http10 = "http-1.0"
  /// A compressed body that nobody asked for, of 17 MB when unpacked.
  case gzipBomb = "gzip-bomb"
  /// A second answer that nobody asked for.
  case extraAnswer = "extra-answer"
  /// A whole answer, then a reset.
  case lateReset = "late-reset"
  /// An answer that never ends.
  case hang
  /// A whole stream whose connection stays open after it.
  case leftOpen = "left-open"
}
