import RunModel
import Session

/// What a machine measures of a server that answers at once, in lines and as JSON. Pure.
struct FloorText {
  let machine: Calibration.Machine
  private var floor: MachineFloor { machine.floor }

  var lines: [String] {
    [
      "  TTFT          \(floor.times): what a server that answers at once is measured with",
      "  rate          \(Figures.count(Int(floor.rate))) tasks a second, 32 at a time",
    ]
      + floor.streams.map { "  streams       \($0.words)\($0.isFaithful ? "" : " (too many)")" } + [
        "  measured on   \(machine.facts.cores) cores in \(Figures.seconds(floor.duration)), the stand-in on the same machine: its part is in every figure"
      ]
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "ttft_p50_seconds": .number(floor.firstText), "ttft_p99_seconds": .number(floor.firstTextTail),
      "tasks_per_second": .number(floor.rate), "cores": .integer(Int64(machine.facts.cores)),
      "duration_seconds": .number(floor.duration),
      "streams": .array(
        floor.streams.map {
          [
            "count": .integer(Int64($0.count)), "added_p50_seconds": .number($0.added),
            "added_p99_seconds": .number($0.addedTail), "faithful": .bool($0.isFaithful),
          ]
        }),
    ]
    members["most_streams"] = floor.mostStreams.map { .integer(Int64($0)) }
    members["steal"] = machine.facts.steal.map { .number($0) }
    return .object(members)
  }
}
