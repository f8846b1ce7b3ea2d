extension MockOption {
  /// All options, in the order of the reference.
  package static let all: [MockOption] = [
    MockProfile.option,
    .word("app", \.app, "The app's mode."),
    .word("generation", \.generation, "Which Dify it speaks as."),
    .text("key", \.key, "The API key that it takes."),
    MockOption("seed", "What times and faults are drawn by.", expected: "a whole number, at least 0") {
      guard let seed = UInt64($0) else { return false }
      $1.seed = seed
      return true
    },
    .number("first_byte_ms", \.firstByte, 0...600_000, "Until the answer's first byte."),
    .number("first_text_ms", \.firstText, 0...600_000, "From there to the first text."),
    .number("history_ms", \.history, 0...600_000, "Longer to the first text for each earlier turn."),
    .number("gap_ms", \.gap, 0...600_000, "Between two texts."),
    .number("plugin_ms", \.plugin, 0...600_000, "A node's work before its model is asked."),
    .number("tool_ms", \.tool, 0...600_000, "A node before the model that asks a tool; 0 for none."),
    .count("tool_slots", \.toolSlots, 0...1_000_000, "Tools that answer at once; 0 for no limit."),
    .graph, .count("thoughts", \.thoughts, 0...100, "Tools that an agent asks, each for `tool_ms`."),
    .number("knowledge_ms", \.knowledge, 0...600_000, "A search in its knowledge base."),
    .number("index_ms", \.index, 0...600_000, "The indexing of a document."),
    .count("index_slots", \.indexSlots, 1...1000, "Documents that are indexed at once."),
    .number(
      "speech_ms", \.speech, 0...600_000, "Until a text's first sound; 0 for an app that does not speak."),
    .number("suggested_ms", \.suggested, 0...600_000, "The suggested questions; 0 for an app without them."),
    .number("stop_hold_ms", \.stopHold, 0...600_000, "How long a stopped run's slot stays taken."),
    .number("spread", \.spread, 0...3, "The sigma of the log-normal that all times are drawn by."),
    .count("events", \.events, 0...100_000, "Texts of an answer."),
    .number("slowdown", \.slowdown, 0...1000, "All times are multiplied by it."),
    .number("leak", \.leak, 0...1000, "By how much times grow with each thousand runs, as a share."),
    .number("persist_ms", \.persistence, 0...600_000, "From the terminal event to the answer's end."),
    .count("capacity", \.capacity, 0...1_000_000, "Runs served at once; 0 for no limit."),
    MockOption("queue", "Runs that may wait for a place.", expected: "a whole number, at least 0") {
      guard let count = Int($0), count >= 0 else { return false }
      $1.queue = count
      return true
    },
    .count("overload_at", \.overloadAt, 0...1_000_000, "Waiting runs that overload it, until none waits."),
    .count("overload_capacity", \.overloadCapacity, 1...1_000_000, "Runs served at once while overloaded."),
    .count("celery", \.celery, 0...1_000_000, "Streaming runs done at once since 1.13; 0 for no limit."),
    .count("workers", \.workers, 1...1000, "gunicorn's processes."),
    .count("connections", \.connections, 0...1_000_000, "Connections of a process, idle ones too."),
    .number("keep_alive_ms", \.keepAlive, 0...600_000, "An idle connection is closed after it; 0 for never."),
    .count("limit", \.limit, 0...1_000_000, "The app's concurrency limit: what is over it is refused."),
    .count("buffer_bytes", \.buffer, 0...16_777_216, "A proxy holds a stream back until so much has come."),
    .number("bandwidth", \.bandwidth, 0...1e12, "Bytes a second of the way to the client; 0 for no limit."),
    .number("ping_ms", \.ping, 0...600_000, "The rhythm of a stream's pings; 0 for none."),
    .text("model", \.model, "The name of the model."),
    .text("currency", \.currency, "The currency of its prices."),
    .number("lost_records", \.lostRecords, 0...1, "Share of runs that the server's own logs do not have."),
    .number(
      "stops_unrecorded", \.stopsUnrecorded, 0...1, "Share of stopped runs that stay `running` in those logs."
    ),
    MockOption("faults", "Shares of requests that fail, by kind.", expected: faultWords) {
      guard let faults = MockFault.read($0) else { return false }
      $1.faults = faults
      return true
    },
    MockOption("inputs", "Inputs that the app checks.", expected: "written name:256;name:one|other") {
      guard let inputs = MockInput.read($0) else { return false }
      $1.inputs = inputs
      return true
    },
  ]

  private static let faultWords =
    "kind:share,... with a share from 0 to 1 and a kind of "
    + MockFault.allCases.map(\.rawValue).joined(separator: ", ")
}

extension MockFault {
  /// Reads `kind:share,kind:share`; `nil` when it is not so written.
  static func read(_ text: String) -> [MockFault: Double]? {
    var faults: [MockFault: Double] = [:]
    for entry in text.split(separator: ",") {
      let parts = entry.split(separator: ":").map { String($0.drop { $0 == " " }) }
      guard parts.count == 2, let fault = MockFault(rawValue: parts[0]), let share = Double(parts[1]),
        (0...1).contains(share)
      else { return nil }
      faults[fault] = share
    }
    return faults
  }
}
