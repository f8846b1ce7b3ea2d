import CaseMatrix
import RunModel

/// A recording of a browser: bodies and times.
enum HARTrace {
  static func trace(_ first: JSONValue, _ values: inout JSONValues, _ spool: TraceSpool) throws
    -> ImportedTrace
  {
    var (places, others): ([RecordedRequest.Place: Int], Int) = ([:], 0)
    try values.forEach(from: first) { value in
      if let (place, entry) = entry(value) {
        places[place, default: 0] += 1
        try spool.add(entry)
      } else {
        others += 1
      }
    }
    var trace = ImportedTrace(.har, spool)
    let most = places.max { ($0.value, $1.key.base) < ($1.value, $0.key.base) }?.key
    (trace.base, trace.app) = (most?.base, most?.endpoint.app)
    if others > 0 { trace.notes.append("\(others) requests that ask for no run are left out") }
    if places.count > 1 { trace.notes.append("requests to \(places.count) apps go to one") }
    return trace
  }

  private static func entry(_ value: JSONValue) -> (RecordedRequest.Place, TraceEntry)? {
    let request = value["request"]
    guard let time = value["startedDateTime"]?.stringValue.flatMap(TraceTime.instant),
      let found = RecordedRequest(
        method: request?["method"]?.stringValue ?? "", url: request?["url"]?.stringValue ?? "",
        body: request?["postData"]?["text"]?.stringValue)
    else { return nil }
    var entry = TraceEntry(instant: time)
    entry.query = found.place.endpoint == .chat ? found.body["query"]?.stringValue : nil
    if case .object(let inputs)? = found.body["inputs"] { entry.inputs = inputs.filter { $0.value != .null } }
    entry.conversation = found.body["conversation_id"]?.stringValue
    entry.took = value["time"]?.doubleValue.map { $0 / 1000 }
    return (found.place, entry)
  }
}
