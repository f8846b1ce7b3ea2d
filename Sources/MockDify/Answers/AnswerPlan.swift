/// An answer, ready to be played: a head, pieces of a body with their pauses, and how it ends. Pure.
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

  /// A piece of the body, and the pause before it.
  struct Piece: Equatable {
    var pause: Double
    var text: String
  }

  var status = 200
  var contentType = "application/json"
  var headers: [(name: String, value: String)] = []
  /// Pause before the head, milliseconds.
  var firstByte = 0.0
  var pieces: [Piece] = []
  var ending = Ending.complete
  /// The task that a stop call can end.
  var taskID: String?

  var isStream: Bool { contentType.hasPrefix("text/event-stream") }

  static func == (left: AnswerPlan, right: AnswerPlan) -> Bool {
    left.status == right.status && left.contentType == right.contentType && left.pieces == right.pieces
      && left.ending == right.ending && left.firstByte == right.firstByte
  }

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
