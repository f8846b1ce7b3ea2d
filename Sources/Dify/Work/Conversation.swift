import LoadEngine
import RunModel
import Statistics

/// The turns of a conversation, one after the other; the first that does not succeed ends it.
extension DifyWork {
  func converse(
    _ context: TaskContext, _ user: String, _ files: FileUploads.References
  ) async throws -> TaskOutput {
    var memory = ConversationMemory()
    var whole = TaskOutput()
    var random = SeededGenerator(seed: stableHash(context.testCase.id), stream: UInt64(context.attempt))
    for (index, turn) in context.testCase.turns.enumerated() {
      if index > 0, let pause = turn.thinkTime { try await context.sleep(for: pause.draw(&random)) }
      let start = context.now
      var answer = await ask(
        context, inputs: context.testCase.parameters, query: memory.fill(turn.query),
        conversationID: memory.conversationID, user: user, files: index == 0 ? files : .init())
      let took = context.now - start
      answer.expectations = turn.expectations.map {
        ExpectationEvaluator.evaluate($0, status: answer.status, output: answer, took: took)
      }
      whole.add(answer, turn: index)
      if whole.status != .succeeded { return whole }
      if let missing = memory.learn(from: answer, turn) {
        return whole.failed("turn \(index + 1): nothing to extract for '\(missing)'")
      }
    }
    return whole
  }
}

extension TaskOutput {
  /// Adds the answer of one turn.
  fileprivate mutating func add(_ answer: TaskOutput, turn: Int) {
    exchanges += answer.exchanges
    expectations += answer.expectations
    outputs = answer.outputs
    text = answer.text
    retryAfter = answer.retryAfter
    status = answer.status
    failure = answer.failure
    message = answer.message.map { "turn \(turn + 1): \($0)" }
    guard status == .succeeded, let broken = answer.expectations.first(where: { !$0.holds }) else { return }
    self = failed(
      "turn \(turn + 1): expected \(broken.expectation)\(broken.found.map { ", found \($0)" } ?? "")")
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

  /// `${turn.name}` becomes the value that was extracted under that name.
  func fill(_ template: String) -> String {
    values.reduce(template) { text, value in
      text.split(separator: "${turn.\(value.key)}", omittingEmptySubsequences: false).joined(
        separator: value.value)
    }
  }

  /// Takes the conversation's id and the turn's extractions; the name of the first that finds nothing.
  mutating func learn(from answer: TaskOutput, _ turn: Turn) -> String? {
    conversationID = answer.exchanges.last?.conversationID ?? conversationID
    for extraction in turn.extractions {
      guard let value = Self.extract(extraction.source, answer) else { return extraction.name }
      values[extraction.name] = value
    }
    return nil
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
