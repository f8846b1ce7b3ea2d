import RunModel

/// A trace of Mooncake: milliseconds, lengths in tokens, and the blocks of 512 tokens that prompts share.
enum MooncakeTrace {
  static func trace(_ first: JSONValue, _ values: inout JSONValues, _ spool: TraceSpool) throws
    -> ImportedTrace
  {
    try values.forEach(from: first) { if let entry = entry($0) { try spool.add(entry) } }
    var trace = ImportedTrace(.mooncake, spool)
    trace.notes = [
      "prompts are made up when they are sent: as long as they were, and equal where they shared blocks; how long answers were cannot be asked of an app"
    ]
    return trace
  }

  private static func entry(_ line: JSONValue) -> TraceEntry? {
    guard let time = line["timestamp"]?.doubleValue, let length = line["input_length"]?.doubleValue else {
      return nil
    }
    var entry = TraceEntry(instant: time / 1000)
    var prompt: [String: JSONValue] = ["tokens": .number(length)]
    if case .array(let blocks)? = line["hash_ids"] { prompt["blocks"] = .array(blocks) }
    entry.prompt = .object(prompt)
    return entry
  }
}
