/// How a run ends: its status, its error, and what it answers. Pure.
struct RunEnd {
  let fault: MockFault?
  let words: [String]

  init(_ request: RunRequest, _ fault: MockFault?, count: Int) {
    self.fault = fault
    words = Self.words(of: request.question, count: count)
  }

  /// The question's words, then filler.
  private static func words(of question: String, count: Int) -> [String] {
    let source = ("You asked: " + question).split(separator: " ").map(String.init)
    let filler = [
      "The", "stand-in", "has", "no", "model,", "so", "it", "repeats", "what", "it", "was", "told.",
    ]
    return (0..<count).map { index in
      (index < source.count ? source[index] : filler[index % filler.count]) + " "
    }
  }

  var answer: String { fault == .empty ? " " : words.joined() }

  var status: String {
    switch fault {
    case .workflowFailed, .model: "failed"
    case .partial: "partial-succeeded"
    case .stopped: "stopped"
    default: "succeeded"
    }
  }

  var hasFailed: Bool { status == "failed" }

  var error: MockJSON {
    switch fault {
    case .workflowFailed: .text("[Errno 111] Connection refused")
    case .model: .text("429 Too Many Requests: model rate limit")
    case .stopped: .text("Stopped by user.")
    default: .null
    }
  }
}
