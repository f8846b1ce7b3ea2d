import CurlTransport
import LoadEngine
import RunModel

extension DifyClient {
  /// The request with the trace of its task, when the target is told traces. Uploads and what follows an answer go under
  /// the span of the request that they belong to.
  func traced(_ request: HTTPRequest, _ context: TaskContext, turn: Int = 0) -> HTTPRequest {
    guard let share = target.traceparent else { return request }
    // What comes once before or after the load counts its tasks anew.
    let task = context.isOfLoad ? context.taskID : context.testCase.id
    let trace = TraceID(run: context.runID, task: task)
    var traced = request
    traced.traceparent = trace.parent(
      attempt: context.attempt, request: turn, isSampled: trace.isSampled(share))
    return traced
  }
}

extension HTTPRequest {
  private static let traceHeader = "traceparent: "

  /// The `traceparent` that goes with it.
  var traceparent: String? {
    get {
      ownHeader.flatMap {
        $0.hasPrefix(Self.traceHeader) ? String($0.dropFirst(Self.traceHeader.count)) : nil
      }
    }
    set { ownHeader = newValue.map { Self.traceHeader + $0 } }
  }
}
