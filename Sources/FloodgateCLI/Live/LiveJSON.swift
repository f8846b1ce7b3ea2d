import RunModel
import Session

/// The live view of a machine: one JSON object a line.
enum LiveJSON {
  /// The snapshot as one line of JSON without its end of line.
  static func text(_ snapshot: RunProgress) -> String {
    var members: [String: JSONValue] = [
      "event": "progress", "name": .string(snapshot.name), "phase": .string(snapshot.phase.rawValue),
      "elapsed_seconds": .number(snapshot.elapsed), "finished": .integer(Int64(snapshot.finished)),
      "succeeded": .integer(Int64(snapshot.succeeded)), "failed": .integer(Int64(snapshot.failed)),
      "timeout": .integer(Int64(snapshot.timeout)), "error": .integer(Int64(snapshot.error)),
      "cancelled": .integer(Int64(snapshot.cancelled)), "in_flight": .integer(Int64(snapshot.inFlight)),
      "rate": .number(snapshot.rate),
    ]
    members["planned"] = snapshot.planned.map { .integer(Int64($0)) }
    members["remaining_seconds"] = snapshot.remaining.map { .number($0) }
    members["oldest_seconds"] = snapshot.oldest.map { .number($0) }
    members["success_rate"] = snapshot.successRate.map { .number($0) }
    members["response_p50_seconds"] = snapshot.response.map { .number($0.p50) }
    members["response_p95_seconds"] = snapshot.response.map { .number($0.p95) }
    members["ttft_p50_seconds"] = snapshot.firstText.map { .number($0.p50) }
    members["ttft_p95_seconds"] = snapshot.firstText.map { .number($0.p95) }
    if !snapshot.lost.isEmpty { members["lost_shards"] = .array(snapshot.lost.map { .string($0) }) }
    members["thresholds"] = .array(
      snapshot.thresholds.map {
        [
          "expression": .string($0.expression), "standing": .string($0.standing.rawValue),
          "value": .string($0.value),
        ]
      })
    return JSONValue.object(members).canonicalText
  }
}
