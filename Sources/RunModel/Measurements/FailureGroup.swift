/// The failures of one class.
public struct FailureGroup: Sendable, Hashable, Codable {
  /// Attempts that failed so.
  public var count = 0
  /// The first few by their start.
  public private(set) var samples: [ResultSample] = []

  static let sampleLimit = 5

  mutating func add(_ result: TaskResult, _ attempt: AttemptRecord) {
    count += 1
    // Later than all that are kept: most failures of a long run.
    if samples.count == Self.sampleLimit, let last = samples.last, attempt.start > last.start { return }
    keep(samples + [ResultSample(result, attempt)])
  }

  mutating func merge(_ other: FailureGroup) {
    count += other.count
    keep(samples + other.samples)
  }

  /// The choice depends on what there is, not on the order in which it came, so that parts add up to the whole.
  private mutating func keep(_ candidates: [ResultSample]) {
    samples = Array(candidates.sorted(by: ResultSample.startsBefore).prefix(Self.sampleLimit))
  }
}

/// One result, kept to be looked at.
public struct ResultSample: Sendable, Hashable, Codable {
  /// The case's id.
  public var caseID: String
  /// The task's id.
  package var taskID: String
  /// The status.
  public var status: TaskStatus
  /// The class, unless it succeeded.
  public var failure: FailureClass?
  /// What was said, free of secrets.
  public var message: String?
  /// HTTP status, 0 when there was none.
  package var httpStatus: Int
  /// Dify's error code.
  package var code: String?
  /// The server's id of the run.
  package var runID: String?
  /// When the attempt began.
  package var start: RunInstant
  /// Response time in nanoseconds.
  package var response: Int64
  /// Time to first text in nanoseconds.
  package var firstText: Int64?

  init(_ result: TaskResult, _ attempt: AttemptRecord) {
    let exchange = attempt.exchanges.last
    caseID = result.caseID
    taskID = result.taskID
    status = attempt.status
    failure = attempt.failure
    message = attempt.message
    httpStatus = exchange?.httpStatus ?? 0
    code = exchange?.code
    runID = exchange?.runID
    start = attempt.start
    response = attempt.responseTime.nanoseconds
    firstText = attempt.timeToFirstText?.nanoseconds
  }

  static func startsBefore(_ left: ResultSample, _ right: ResultSample) -> Bool {
    (left.start, left.taskID, left.response) < (right.start, right.taskID, right.response)
  }

  static func isSlower(_ left: ResultSample, _ right: ResultSample) -> Bool {
    left.response == right.response ? startsBefore(left, right) : left.response > right.response
  }
}
