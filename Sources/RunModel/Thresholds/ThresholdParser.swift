extension ThresholdExpression {
  /// Reads a threshold. Throws ``ThresholdProblem``.
  package init(parsing text: String) throws {
    var parser = try ThresholdParser(text)
    self = try parser.parse()
    for comparison in comparisons { try Self.checkShare(comparison, in: text) }
  }

  /// A share never gets beyond 1: who compares it with more has percent in mind.
  private static func checkShare(
    _ comparison: (left: ThresholdValue, relation: Relation, right: ThresholdValue), in text: String
  ) throws {
    guard case (.metric(let metric), .number(let limit)) = (comparison.left, comparison.right),
      ShareName(rawValue: metric.name) != nil, !(0...1).contains(limit)
    else { return }
    let words = limit == limit.rounded() && abs(limit) < 1e15 ? "\(Int(limit))" : "\(limit)"
    throw ThresholdProblem(
      expression: text, position: 0, message: "\(metric.name) is a share from 0 to 1, never \(words)",
      suggestion: (0...100).contains(limit) ? "\(metric.name) \(comparison.relation.rawValue) \(words)%" : nil
    )
  }
}

/// A recursive-descent parser over the threshold grammar. Nested at most 50 deep.
private struct ThresholdParser {
  private let text: String
  private let tokens: [ThresholdToken]
  private var next = 0
  private var depth = 0

  init(_ text: String) throws {
    self.text = text
    tokens = try ThresholdToken.read(text)
  }

  mutating func parse() throws -> ThresholdExpression {
    let expression = try condition()
    if let extra = peek { throw problem("unexpected '\(extra.text)' after the end of the condition") }
    guard !expression.metrics.isEmpty else { throw problem("no metric is measured here", at: 0) }
    return expression
  }

  private var peek: ThresholdToken? { next < tokens.count ? tokens[next] : nil }

  private mutating func take(_ word: String) -> Bool {
    guard let token = peek, token.text == word, !token.isQuoted else { return false }
    next += 1
    return true
  }

  private func problem(_ message: String, _ suggestion: String? = nil, at token: Int? = nil)
    -> ThresholdProblem
  {
    let index = token ?? next
    let position = index < tokens.count ? tokens[index].position : text.count
    return ThresholdProblem(expression: text, position: position, message: message, suggestion: suggestion)
  }

  private mutating func condition() throws -> ThresholdExpression {
    depth += 1
    defer { depth -= 1 }
    if depth > 50 { throw problem("nested too deep") }
    var left = try conjunction()
    while take("or") || take("||") { left = .or(left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws -> ThresholdExpression {
    var left = try test()
    while take("and") || take("&&") { left = .and(left, try test()) }
    return left
  }

  private mutating func test() throws -> ThresholdExpression {
    if take("not") || take("!") { return .not(try test()) }
    if peek?.text == "(" {
      // A parenthesis may hold a condition or a sum: the first that fits.
      let start = next
      if let inner = try? parenthesised(), peek.map({ !$0.isCalculation && !$0.isRelation }) ?? true {
        return inner
      }
      next = start
    }
    return try comparison()
  }

  private mutating func parenthesised() throws -> ThresholdExpression {
    guard take("(") else { throw problem("expected '('") }
    let inner = try condition()
    guard take(")") else { throw problem("expected ')'") }
    return inner
  }

  private mutating func comparison() throws -> ThresholdExpression {
    let start = next
    let left = try sum()
    if take("between") {
      let low = try limit(of: left)
      guard take("and") else { throw problem("expected 'and' between the two limits") }
      let high = try limit(of: left)
      let both = try [low, high].map { try resolved(left, $0, at: start) }
      return .and(
        .compare(both[0].left, .atLeast, both[0].right), .compare(both[1].left, .atMost, both[1].right))
    }
    let relation = try relation()
    let (resolvedLeft, right) = try resolved(left, try limit(of: left), at: start)
    try checkUsers(left, right, from: start)
    return .compare(resolvedLeft, relation, right)
  }

  /// Users are counted of loads only.
  private func checkUsers(_ left: ThresholdValue, _ right: ThresholdValue, from start: Int) throws {
    guard let place = (start..<next).first(where: { Self.userWords.contains(tokens[$0].text) }),
      !(left.allMetrics + right.allMetrics).contains(where: {
        CapacityFigure(rawValue: $0.name)?.isLoad == true
      })
    else { return }
    throw problem("users are counted of capacity and knee only", at: place)
  }

  private static let userWords = ["users", "user"]

  private mutating func relation() throws -> ThresholdExpression.Relation {
    guard let token = peek else { throw problem("expected <, <=, >, >=, ==, != or between") }
    let word = token.text == "===" ? "==" : token.text
    guard let relation = ThresholdExpression.Relation(rawValue: word) else {
      throw problem("expected <, <=, >, >=, ==, != or between, found '\(token.text)'")
    }
    next += 1
    return relation
  }

  /// The other side. A time of hundreds of seconds without a unit is one that was meant in milliseconds.
  private mutating func limit(of left: ThresholdValue) throws -> ThresholdValue {
    let start = next
    let value = try sum()
    if case .metric(let metric) = left, metric.isTime, next == start + 1,
      case .number(let number, hasUnit: false) = tokens[start].kind, number >= 100
    {
      throw problem(
        "times are in seconds: \(tokens[start].text) needs a unit here", "\(tokens[start].text)ms", at: start)
    }
    return value
  }

  /// A `baseline` alone stands for the one metric of its comparison.
  private func resolved(_ left: ThresholdValue, _ right: ThresholdValue, at start: Int) throws -> (
    left: ThresholdValue, right: ThresholdValue
  ) {
    let metrics = (left.allMetrics + right.allMetrics).filter { $0 != .same }
    guard left.allMetrics.contains(.same) || right.allMetrics.contains(.same) else { return (left, right) }
    guard let metric = metrics.first, metrics.allSatisfy({ $0 == metric }) else {
      throw problem("say of which metric, such as baseline(response_time.p95)", at: start)
    }
    func resolve(_ value: ThresholdValue) -> ThresholdValue { value.mapMetrics { $0 == .same ? metric : $0 } }
    return (resolve(left), resolve(right))
  }

  private mutating func sum() throws -> ThresholdValue {
    depth += 1
    defer { depth -= 1 }
    if depth > 50 { throw problem("nested too deep") }
    var left = try product()
    while let sign = peek.flatMap({ ThresholdValue.Operator(rawValue: $0.text) }),
      sign == .plus || sign == .minus
    {
      next += 1
      left = .calculate(left, sign, try product())
    }
    return left
  }

  private mutating func product() throws -> ThresholdValue {
    var left = try operand()
    while let sign = peek.flatMap({ ThresholdValue.Operator(rawValue: $0.text) }),
      sign == .times || sign == .divided
    {
      next += 1
      // `40/s` is a rate.
      if sign == .divided, take("s") { continue }
      left = .calculate(left, sign, try operand())
    }
    return left
  }

  private mutating func operand() throws -> ThresholdValue {
    guard let token = peek else { throw problem("expected a metric or a number") }
    if take("(") {
      let inner = try sum()
      guard take(")") else { throw problem("expected ')'") }
      return inner
    }
    if case .number(let number, _) = token.kind {
      next += 1
      // `40 users` is a load.
      _ = Self.userWords.contains { take($0) }
      return .number(number)
    }
    if take("-") { return .calculate(.number(0), .minus, try operand()) }
    guard token.isName else { throw problem("expected a metric or a number, found '\(token.text)'") }
    return token.text == "baseline" ? try baseline() : .metric(try metric())
  }

  private mutating func baseline() throws -> ThresholdValue {
    let start = next
    next += 1
    guard take("(") else { return .baseline(.metric(.same)) }
    let inner = try sum()
    guard take(")") else { throw problem("expected ')'") }
    if inner.needsBaseline { throw problem("a baseline within a baseline", at: start) }
    if inner.allMetrics.isEmpty { throw problem("baseline(...) needs a metric", at: start) }
    return .baseline(inner)
  }

  private mutating func metric() throws -> ThresholdMetric {
    let start = next
    var metric = ThresholdMetric(name: tokens[next].text, tags: [:], aggregation: .value)
    next += 1
    if take("{") { metric.tags = try tags() }
    if let outcome = metric.tags.removeValue(forKey: ThresholdMetric.outcomeTag.name) {
      if let text = ThresholdNames.problem(ofOutcome: outcome, metric) { throw problem(text, at: start) }
      metric.successesOnly = true
    }
    if take(".") { metric.aggregation = try aggregation() }
    if let (message, suggestion) = ThresholdNames.problem(with: metric) {
      throw problem(message, suggestion, at: start)
    }
    return metric
  }

  private mutating func tags() throws -> [String: String] {
    var tags: [String: String] = [:]
    repeat {
      guard let name = peek, name.isName || name.isQuoted else { throw problem("expected the name of a tag") }
      next += 1
      guard take(":"), let value = peek, value.text != "}", value.text != "," || value.isQuoted else {
        throw problem("expected ':' and a value after the tag's name")
      }
      guard tags.updateValue(try tagValue(), forKey: name.text) == nil else {
        throw problem("the tag '\(name.text)' is there twice", at: next - 1)
      }
    } while take(",")
    guard take("}") else { throw problem("expected ',' or '}' after a tag") }
    return tags
  }

  /// In quotes, or everything up to the next `,` or `}`: titles of nodes have spaces.
  private mutating func tagValue() throws -> String {
    if tokens[next].isQuoted {
      next += 1
      return tokens[next - 1].text
    }
    let start = next
    while let token = peek, token.isQuoted || ![",", "}"].contains(token.text) { next += 1 }
    return String(Array(text)[tokens[start].position..<tokens[next - 1].range.upperBound])
  }

  private mutating func aggregation() throws -> ThresholdMetric.Aggregation {
    guard let token = peek else { throw problem("expected an aggregation after '.'") }
    next += 1
    switch token.text {
    case "count": return .count
    case "rate": return .rate
    case "avg", "mean": return .average
    case "min": return .minimum
    case "med", "median": return .median
    case "max": return .maximum
    case "value": return .value
    case "p": return try percentileInParentheses()
    default:
      if token.text.hasPrefix("p"), let percent = Double(token.text.dropFirst()), (0...100).contains(percent)
      {
        return .percentile(try fraction(percent))
      }
      let words = ["count", "rate", "avg", "min", "med", "max", "value", "p50", "p90", "p95", "p99"]
      throw problem(
        "unknown aggregation '\(token.text)'", NearestWord.find(token.text, in: words), at: next - 1)
    }
  }

  /// `p99.9` comes as `p99`, `.`, `9`.
  private mutating func fraction(_ percent: Double) throws -> Double {
    guard peek?.text == ".", next + 1 < tokens.count,
      case .number(let digits, hasUnit: false) = tokens[next + 1].kind
    else {
      return percent
    }
    let text = tokens[next + 1].text
    next += 2
    return percent + digits / (0..<text.count).reduce(1.0) { power, _ in power * 10 }
  }

  private mutating func percentileInParentheses() throws -> ThresholdMetric.Aggregation {
    guard take("("), let token = peek, case .number(let percent, hasUnit: false) = token.kind,
      (0...100).contains(percent)
    else {
      throw problem("expected p(N) with N from 0 to 100")
    }
    next += 1
    guard take(")") else { throw problem("expected ')'") }
    return .percentile(percent)
  }
}
