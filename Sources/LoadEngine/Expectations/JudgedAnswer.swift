import RunModel

/// An answer that expectations are held against: how it ended, and what it took. What it says and what was retrieved for
/// it is judged beside.
struct JudgedAnswer {
  let output: TaskOutput
  let text: String
  private let took: Duration

  init(_ output: TaskOutput, took: Duration) {
    (self.output, self.took) = (output, took)
    text = output.text ?? output.outputs.plainText
  }

  /// A result, with what was found where it does not hold.
  func result(_ words: String, _ holds: Bool, _ found: @autoclosure () -> String) -> ExpectationResult {
    ExpectationResult(expectation: words, holds: holds, found: holds ? nil : found().shortened)
  }

  func has(_ status: TaskStatus) -> ExpectationResult {
    result("status \(status.rawValue)", output.status == status, output.status.rawValue)
  }

  var isRefused: ExpectationResult {
    let isRefusal = output.failure.map { [.badRequest, .http4xx].contains($0) } ?? false
    let status = output.status.rawValue
    return result("a refusal", isRefusal, output.failure.map { "\(status) (\($0.rawValue))" } ?? status)
  }

  var waitsForAPerson: ExpectationResult {
    result(
      "a run that waits for a person", output.failure == .paused,
      output.failure?.rawValue ?? output.status.rawValue)
  }

  var mayHaveHandledErrors: ExpectationResult {
    result(
      "a run that succeeds, whatever errors it handles",
      output.status == .succeeded || output.failure == .partial,
      output.failure?.rawValue ?? output.status.rawValue)
  }

  func took(atMost limit: Double) -> ExpectationResult {
    result("response within \(limit) s", took.inSeconds <= limit, "\(took.inSeconds) s")
  }

  func began(within limit: Double) -> ExpectationResult {
    let exchange = output.exchanges.first
    let took = exchange?.send.flatMap { send in exchange?.firstText.map { ($0 - send).inSeconds } }
    return result(
      "first text within \(limit) s", took.map { $0 <= limit } ?? false, took.map { "\($0) s" } ?? "no text")
  }

  /// What was not stated is not known to be little.
  func used(atMost limit: Int) -> ExpectationResult {
    let used = output.tokens?.total
    return result(
      "at most \(limit) tokens", used.map { $0 <= limit } ?? false, used.map { "\($0)" } ?? "none stated")
  }

  func cost(atMost limit: Price) -> ExpectationResult {
    let prices = output.exchanges.compactMap(\.price)
    let cost = prices.reduce(.zero, +)
    return result(
      "a cost of at most \(limit)", !prices.isEmpty && cost <= limit,
      prices.isEmpty ? "none stated" : "\(cost)")
  }
}

extension String {
  /// At most two hundred characters of it.
  var shortened: String { count > 200 ? prefix(199) + "…" : self }
}
