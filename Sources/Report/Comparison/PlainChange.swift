import RunModel
import Statistics

/// A figure's change in plain words, with its interval: `answers take 6.0 to 11.0 % longer at p95`.
struct PlainChange {
  let row: Comparison.Row
  /// The node of which it is a figure.
  var node: String?

  init(_ row: Comparison.Row, node: String? = nil) {
    self.row = row
    self.node = node
  }

  /// What a figure does, and the words for more and less of it.
  private struct Words {
    var does: String
    var more: String
    var less: String
  }

  private static let known: [String: Words] = [
    "response_time": Words(does: "answers take", more: "longer", less: "less time"),
    "service_time": Words(does: "the server takes", more: "longer", less: "less time"),
    "server_elapsed": Words(does: "the server says that it takes", more: "longer", less: "less time"),
    "ttft": Words(does: "the first text comes", more: "later", less: "sooner"),
    "inter_token": Words(does: "the next text comes", more: "later", less: "sooner"),
    "time_per_token": Words(does: "a token takes", more: "longer", less: "less time"),
    "tokens_per_task": Words(does: "a task uses", more: "more tokens", less: "fewer tokens"),
    "answer_tokens": Words(does: "an answer has", more: "more tokens", less: "fewer tokens"),
    "cost_per_task": Words(does: "a task costs", more: "more", less: "less"),
  ]

  /// The change in words; what the figure needs when it has none.
  var text: String {
    guard let interval = row.interval else { return "\(row.name): \(row.note ?? "no interval")" }
    return row.unit == .share ? success(interval) : relative(interval)
  }

  /// What a build does of which this figure got worse.
  var verdict: String {
    switch row.unit {
    case .share: "fails more often"
    case .seconds: "is slower"
    case .tokens: "uses more tokens"
    case .cost: "costs more"
    }
  }

  /// Several changes in words, each once: `answers take 6.0 to 11 % longer at the median and 5.0 to 9.0 % longer at p95`.
  static func clauses(_ changes: [PlainChange]) -> [String] {
    var clauses: [(subject: String?, texts: [String])] = []
    for change in changes {
      if let subject = change.subject, let last = clauses.indices.last, clauses[last].subject == subject {
        clauses[last].texts.append(change.predicate)
      } else {
        clauses.append((change.subject, [change.text]))
      }
    }
    return clauses.map { $0.texts.joined(separator: " and ") }
  }

  private func relative(_ interval: Interval) -> String {
    if let node {
      let words = Words(does: "", more: "longer", less: "less time")
      return "\(node.cropped(60)) takes \(range(interval, words, percent))"
    }
    return "\(words.does) \(predicate)"
  }

  /// What the figure is one of; `nil` when no other one is of it.
  private var subject: String? {
    node == nil && row.unit != .share && row.interval != nil ? words.does : nil
  }

  private var words: Words {
    let base = String(row.name.prefix { $0 != "." })
    return Self.known[base] ?? Words(does: "\(base) is", more: "larger", less: "smaller")
  }

  /// `6.0 to 11 % longer at p95`.
  private var predicate: String {
    guard let interval = row.interval else { return "" }
    let place = quantile.map { " at \($0)" } ?? ""
    if row.secondIsBound, interval.low > 0 {
      return "at least \(percent(interval.low)) % \(words.more)\(place)"
    }
    return range(interval, words, percent) + place
  }

  /// The interval as more or less of something: `between 1.0 % less time and 2.0 % longer`.
  func words(more: String, less: String) -> String {
    row.interval.map { range($0, Words(does: "", more: more, less: less), percent) } ?? "n/a"
  }

  private func range(_ interval: Interval, _ words: Words, _ number: (Double) -> String) -> String {
    let (low, high) = (number(abs(interval.low)), number(abs(interval.high)))
    if interval.low >= 0 { return "\(low) to \(high) % \(words.more)" }
    if interval.high <= 0 { return "\(high) to \(low) % \(words.less)" }
    return "between \(low) % \(words.less) and \(high) % \(words.more)"
  }

  private func success(_ interval: Interval) -> String {
    let (low, high) = (points(abs(interval.low)), points(abs(interval.high)))
    if interval.low > 0 { return "success is \(low) to \(high) points higher" }
    if interval.high < 0 { return "success is \(high) to \(low) points lower" }
    if row.outcome == .notWorse {
      return "success is unchanged within \(points(max(abs(interval.low), abs(interval.high)))) points"
    }
    return "success is between \(low) points lower and \(high) points higher"
  }

  private var quantile: String? {
    guard let dot = row.name.lastIndex(of: ".") else { return nil }
    let name = String(row.name[row.name.index(after: dot)...])
    return name == "p50" ? "the median" : name
  }

  /// As many digits as a sentence needs.
  private func percent(_ share: Double) -> String { Figures.fixed(share * 100, share < 0.0995 ? 1 : 0) }
  private func points(_ share: Double) -> String { Figures.fixed(share * 100, share < 0.01 ? 2 : 1) }
}
