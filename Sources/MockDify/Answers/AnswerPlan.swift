/// An answer before it becomes bytes: a head, pieces of a body with their pauses, and how it ends. Pure.
struct AnswerPlan: Equatable {
  /// How an answer ends.
  enum Ending: Equatable {
    /// As it should.
    case complete
    /// The connection closes before the body's end.
    case truncated
    /// The connection is reset before the head.
    case reset
    /// Nothing more comes, and the connection stays.
    case hang
  }

  /// A piece of the body, and the pause before it, milliseconds.
  struct Piece: Equatable {
    var pause: Double
    var bytes: [UInt8]
    /// Whether it waits for a place among the tools, before its pause.
    var needsTool = false

    init(pause: Double, bytes: [UInt8]) { (self.pause, self.bytes) = (pause, bytes) }
    init(pause: Double, text: String) { self.init(pause: pause, bytes: Array(text.utf8)) }

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  var status = 200
  var contentType = "application/json"
  var headers: [Header] = []
  /// Pause before the head, milliseconds.
  var firstByte = 0.0
  var pieces: [Piece] = []
  /// Pause between the last piece and the answer's end, milliseconds.
  var lastPause = 0.0
  var ending = Ending.complete
  /// What the connection does to it on its way.
  var wireFault: MockFault?
  /// The task that a stop call can end.
  var taskID: String?
  /// What ends a stream that is stopped, in place of what has not been sent.
  var stopped: [Piece] = []
  /// How long its place stays taken when it was stopped, milliseconds.
  var stopHold = 0.0
  /// What the server's tables will hold of it; `nil` of what is no run.
  var record: RunRecord?
  /// The piece that waits for a place among Celery's workers; `nil` when none does.
  var celeryPiece: Int?

  struct Header: Equatable {
    var name: String
    var value: String
  }

  var isStream: Bool { contentType.hasPrefix("text/event-stream") }

  /// The body without its pauses.
  var body: [UInt8] { pieces.flatMap(\.bytes) }

  /// A JSON document.
  static func document(_ json: MockJSON, status: Int = 200, after pause: Double = 0) -> AnswerPlan {
    AnswerPlan(status: status, firstByte: pause, pieces: [Piece(pause: 0, text: json.written)])
  }

  /// The envelope of an error.
  static func problem(_ status: Int, _ code: String, _ message: String, after pause: Double = 0) -> AnswerPlan
  {
    document(
      .object([("code", .text(code)), ("message", .text(message)), ("status", .number(Double(status)))]),
      status: status, after: pause)
  }

  /// A page as nginx makes it.
  static func page(_ status: Int, _ title: String, after pause: Double = 0) -> AnswerPlan {
    let html = """
      <html>\r
      <head><title>\(status) \(title)</title></head>\r
      <body>\r
      <center><h1>\(status) \(title)</h1></center>\r
      <hr><center>nginx/1.22.1</center>\r
      </body>\r
      </html>\r

      """
    return AnswerPlan(
      status: status, contentType: "text/html", firstByte: pause, pieces: [Piece(pause: 0, text: html)])
  }
}
