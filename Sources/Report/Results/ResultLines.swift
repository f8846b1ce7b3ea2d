import RunModel

/// Results read back from their lines: what the lines hold, which is less than what a run measures (no events one by
/// one). The lines of a task's attempts follow each other.
package struct ResultLines {
  private var lines: [[String: JSONValue]] = []
  private var bytes: [UInt8] = []
  private var completions = 0

  init() {}

  /// Hands over each result of a file, with its lines. What is no result is left out. Throws ``ReportFile/Problem``.
  package static func forEachResult(_ path: String, _ take: (TaskResult, [UInt8]) throws -> Void) throws {
    var reader = ResultLines()
    try ResultsReader.forEachLine(path) { try reader.add($0, take) }
    try reader.finish(take)
  }

  /// A line of another task ends the one before.
  mutating func add(_ line: ArraySlice<UInt8>, _ take: (TaskResult, [UInt8]) throws -> Void) throws {
    guard case .object(let members)? = try? JSONReader.value(of: Array(line)), members["index"] != nil else {
      return
    }
    if let first = lines.first, first["index"] != members["index"] { try finish(take) }
    lines.append(members)
    bytes += line + [0x0a]
  }

  private mutating func finish(_ take: (TaskResult, [UInt8]) throws -> Void) throws {
    if let result = takeResult() { try take(result, bytes) }
    (lines, bytes) = ([], [])
  }

  private mutating func takeResult() -> TaskResult? {
    guard let first = lines.first, let last = lines.last, let index = first.integer("index") else {
      return nil
    }
    let attempts = lines.compactMap(AttemptRecord.init)
    var result = TaskResult(
      index: Int(index), completionIndex: completions, taskID: first.text("task") ?? "",
      caseID: first.text("case") ?? "", workflowID: "app", scenario: first.text("scenario") ?? "default",
      variant: first.text("variant"), status: first.text("task_status").flatMap(TaskStatus.init) ?? .error)
    completions += 1
    result.attempts = attempts
    result.failure = attempts.last?.failure
    result.errorMessage = attempts.last?.message
    result.intendedStart = attempts.first?.intendedStart ?? .zero
    result.finished = attempts.last?.end ?? .zero
    if case .object(let tags)? = last["tags"] { result.tags = tags.compactMapValues(\.stringValue) }
    if case .object(let parameters)? = last["parameters"] { result.parameters = parameters }
    return result
  }
}

extension AttemptRecord {
  /// The attempt of a line; `nil` for a task that never began.
  fileprivate init?(_ line: [String: JSONValue]) {
    guard let number = line.integer("attempt"), number > 0,
      let status = line.text("status").flatMap(TaskStatus.init),
      let intended = line.instant("intended_ns"), let start = line.instant("start_ns"),
      let end = line.instant("end_ns")
    else { return nil }
    // Response time less service time is how long after the plan it was sent.
    let wait = (line.integer("response_ns") ?? 0) - (line.integer("service_ns") ?? 0)
    let send = RunInstant(nanoseconds: intended.nanoseconds &+ wait)
    let tokenWait = line.integer("token_wait_ns") ?? 0
    self.init(
      number: Int(number), intendedStart: intended,
      admitted: RunInstant(nanoseconds: start.nanoseconds &- tokenWait), granted: start, start: start,
      end: end, status: status, failure: line.text("failure").map { FailureClass(rawValue: $0) },
      message: line.text("message"), exchanges: [ExchangeRecord(line, send: send)],
      leaked: line["leaked"] == .bool(true))
    turns = ResultSteps.turns(line)
    exchanges[0].calls = ResultSteps.calls(line)
    timeParts = ResultTime.parts(.object(line))
    exchanges[0].nodes = ResultTime.nodes(.object(line), from: intended)
  }
}

extension ExchangeRecord {
  fileprivate init(_ line: [String: JSONValue], send: RunInstant) {
    self.init()
    let after = { (name: String) in
      line.integer(name).map { RunInstant(nanoseconds: send.nanoseconds &+ $0) }
    }
    self.send = send
    firstByte = after("ttfb_ns")
    firstText = after("ttft_ns")
    close = after("service_ns")
    httpStatus = Int(line.integer("http") ?? 0)
    code = line.text("code")
    bytesReceived = line.integer("bytes") ?? 0
    events = Int(line.integer("events") ?? 0)
    tokens = line.integer("tokens").map { TokenUsage(total: Int($0)) }
    price = line.text("price").flatMap { Price(decimal: $0) }
    takeUsage(ResultLine.usage(line["usage"]))
    serverElapsed = line.integer("server_ns").map { .nanoseconds($0) }
    runID = line.text("run")
    if case .object(let counts)? = line["anomalies"] {
      anomalies = counts.reduce(into: [:]) { found, entry in
        if let kind = Anomaly(rawValue: entry.key) {
          found[kind] = entry.value.doubleValue.flatMap { Int(exactly: $0) }
        }
      }
    }
  }
}

extension ExchangeRecord {
  /// Charges say how tokens were split.
  fileprivate mutating func takeUsage(_ charges: [ModelUsage]?) {
    guard let charges else { return }
    usage = charges
    currency = charges.first?.currency
    tokens = charges.reduce(into: TokenUsage()) { $0 += $1.tokens }
  }
}

extension [String: JSONValue] {
  fileprivate func text(_ name: String) -> String? { self[name]?.stringValue }

  /// A whole number within what may be added without a trap.
  fileprivate func integer(_ name: String) -> Int64? {
    guard case .integer(let number)? = self[name], number.magnitude < 1 << 60 else { return nil }
    return number
  }

  fileprivate func instant(_ name: String) -> RunInstant? {
    integer(name).map { RunInstant(nanoseconds: $0) }
  }
}
