import LoadEngine
import RunModel
import Statistics

/// The turns of a conversation, one after the other. What follows a turn that fails is its own rule.
extension DifyWork {
  func converse(
    _ context: TaskContext, _ testCase: TestCase, _ files: FileUploads.References
  ) async throws -> TaskOutput {
    var memory = ConversationMemory()
    var whole = TaskOutput()
    var random = SeededGenerator(seed: stableHash(testCase.id), stream: UInt64(context.attempt))
    for (index, turn) in testCase.turns.enumerated() {
      if memory.skips(turn) { continue }
      if index > 0, let pause = turn.thinkTime { try await context.sleep(for: pause.draw(&random)) }
      let start = context.now
      let asked = await ask(
        context,
        Question(
          query: memory.fill(turn.query), conversationID: memory.conversationID,
          files: index == 0 ? files : .init(), turn: index))
      let answer = memory.judged(asked, turn, number: index + 1, took: context.now - start)
      whole.add(answer)
      if answer.status != .succeeded, turn.onFail ?? .end == .end || context.isCancelled { return whole }
    }
    return whole
  }
}

extension TaskOutput {
  /// Adds the answer of a turn; the first that failed says what became of the whole.
  fileprivate mutating func add(_ answer: TaskOutput) {
    exchanges += answer.exchanges
    expectations += answer.expectations
    outputs = answer.outputs
    text = answer.text
    (hits, wasStopped) = (answer.hits, answer.wasStopped)
    guard status == .succeeded else { return }
    (status, failure, message, retryAfter) = (
      answer.status, answer.failure, answer.message, answer.retryAfter
    )
  }

  fileprivate func failed(_ message: String) -> TaskOutput {
    var copy = self
    copy.status = .failed
    copy.failure = .expectation
    copy.message = message
    return copy
  }
}

/// What later turns know of earlier ones. Pure.
struct ConversationMemory {
  private(set) var conversationID: String?
  private var values: [String: String] = [:]
  /// Names that were to be extracted and were not, where later turns that use them are skipped.
  private var missing: Set<String> = []

  /// The answer of a turn as its expectations and extractions make it, with the turn's number.
  mutating func judged(_ asked: TaskOutput, _ turn: Turn, number: Int, took: Duration) -> TaskOutput {
    var answer = asked
    answer.expectations = (asked.wasStopped ? [] : turn.expectations).map {
      ExpectationEvaluator.evaluate($0, asked, took: took)
    }
    answer.message = asked.message.map { "turn \(number): \($0)" }
    if answer.status == .succeeded, let broken = answer.expectations.first(where: { !$0.holds }) {
      answer = answer.failed(
        "turn \(number): expected \(broken.expectation)\(broken.found.map { ", found \($0)" } ?? "")")
    }
    let name = learn(from: answer, turn)
    if answer.status == .succeeded, let name {
      answer = answer.failed("turn \(number): nothing to extract for '\(name)'")
    }
    for index in answer.exchanges.indices {
      (answer.exchanges[index].turn, answer.exchanges[index].turnFailed) = (
        number, answer.status == .succeeded ? nil : true
      )
    }
    return answer
  }

  /// Whether a turn uses what an earlier one was to extract and did not. What it was to extract itself is missing then.
  mutating func skips(_ turn: Turn) -> Bool {
    guard missing.contains(where: { turn.query.contains("${turn.\($0)}") }) else { return false }
    missing.formUnion(turn.extractions.map(\.name))
    return true
  }

  /// `${turn.name}` becomes the value that was extracted under that name.
  func fill(_ template: String) -> String {
    values.reduce(template) { text, value in
      text.split(separator: "${turn.\(value.key)}", omittingEmptySubsequences: false).joined(
        separator: value.value)
    }
  }

  /// Takes the conversation's id and the turn's extractions; the name of the first that finds nothing. What is missing
  /// is empty for later turns, or has them skipped.
  private mutating func learn(from answer: TaskOutput, _ turn: Turn) -> String? {
    conversationID = answer.exchanges.last?.conversationID ?? conversationID
    var first: String?
    for extraction in turn.extractions {
      if answer.status == .succeeded, let value = Self.extract(extraction.source, answer) {
        values[extraction.name] = value
        missing.remove(extraction.name)
        continue
      }
      first = first ?? extraction.name
      if turn.onFail == .skip { missing.insert(extraction.name) } else { values[extraction.name] = "" }
    }
    return first
  }

  private static func extract(_ source: Extraction.Source, _ answer: TaskOutput) -> String? {
    switch source {
    case .path(let path):
      guard let value = (try? JSONPath(path))?.first(in: answer.outputs) else { return nil }
      return value.plainText
    case .pattern(let pattern):
      guard let regex = try? Regex(pattern), let match = (answer.text ?? "").firstMatch(of: regex) else {
        return nil
      }
      let group = match.output.count > 1 ? match.output[1].substring : match.output[0].substring
      return group.map(String.init)
    }
  }
}
