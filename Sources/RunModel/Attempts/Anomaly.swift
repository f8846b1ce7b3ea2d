/// Something odd about an answer, whatever became of its task. To add one, add it here with its words.
package enum Anomaly: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
  /// An event whose data is no JSON.
  case notJSON = "not-json"
  /// An event of a name that floodgate does not know.
  case unknownEvent = "unknown-event"
  /// A terminal event of a kind that had come before; only the first one counts.
  case secondEnd = "second-end"
  /// Text after a terminal event; it is not counted to the answer.
  case textAfterEnd = "text-after-end"
  /// A run that has finished and whose `workflow_started` never came: Dify 1.13 to 1.16 lose it under load.
  case lostStart = "lost-start"
  /// A pause of at least ``gapLimit`` between two texts.
  case longGap = "long-gap"
  /// A pause of at least ``silenceLimit`` in which not even a ping came.
  case silence

  /// The shortest pause that is a ``longGap``, nanoseconds.
  package static let gapLimit: Int64 = 10_000_000_000
  /// The shortest pause that is a ``silence``, nanoseconds: Dify pings each 10 s.
  package static let silenceLimit: Int64 = 12_000_000_000

  /// What it is, of several.
  var words: String {
    switch self {
    case .notJSON: "events that are no JSON"
    case .unknownEvent: "events of unknown names"
    case .secondEnd: "repeated terminal events (the first one counts)"
    case .textAfterEnd: "texts after the terminal event (left out)"
    case .lostStart: "runs whose workflow_started never came (Dify 1.13 to 1.16 lose it under load)"
    case .longGap: "gaps of 10 s or more between texts"
    case .silence: "silences of 12 s or more (Dify pings each 10 s)"
    }
  }

  /// What a reader should know of so many; `nil` when there are none.
  package static func sentence(_ counts: [Anomaly: Int]) -> String? {
    let parts = allCases.compactMap { kind in counts[kind].map { "\(Figures.count($0)) \(kind.words)" } }
    return parts.isEmpty ? nil : "odd answers: " + parts.joined(separator: ", ")
  }
}
