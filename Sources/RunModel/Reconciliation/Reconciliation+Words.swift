/// The comparison in words, the same in every form of a report.
extension Reconciliation {
  /// Name and figures of each thing that was counted.
  package var facts: [(name: String, text: String)] {
    var facts = [
      (
        "sent",
        "\(Figures.count(sent)) requests, \(Figures.count(begun)) seen to begin a run"
          + (unanswered > 0 ? ", \(Figures.count(unanswered)) whose answer named none" : "")
      ),
      ("seen", Self.list(SeenEnd.allCases.map { ($0 == .cut ? "without an end" : $0.rawValue, seen[$0]) })),
      ("recorded", Self.list(RecordStatus.allCases.map { ($0.rawValue, recorded[$0]) })),
    ]
    if !cut.isEmpty {
      facts.append(("without an end", Self.list(RecordStatus.allCases.map { ($0.rawValue, cut[$0]) })))
    }
    if !differing.isEmpty {
      facts.append(("differ", Self.list(Difference.Kind.allCases.map { ($0.rawValue, differing[$0]) })))
    }
    if let afterwards { facts.append(("afterwards", afterwards)) }
    return facts
  }

  /// The sentence that stands first.
  package var sentence: String {
    if let first = contradictions.first { return "The server's record contradicts the client: \(first)." }
    if !isComplete { return "The server's record could not be compared whole." }
    let differ = differing.values.reduce(0, +)
    return differ == 0
      ? "The server's record has the same \(Self.runs(recordedRuns)) as the client."
      : "The server's record and the client contradict each other nowhere; of \(Self.runs(differ)) it says more."
  }

  private var afterwards: String? {
    let stopped = stoppedAfter > 0 ? "\(Self.runs(stoppedAfter)) asked to stop" : nil
    let waiting = waited >= 0.1 ? "waited \(Figures.clock(waited))" : nil
    let left = differing[.stillRunning].map { "\(Self.runs($0)) still running by the record" }
    let words = [stopped, waiting, left].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private static func list(_ counts: [(String, Int?)]) -> String {
    let words = counts.compactMap { name, count in count.map { "\(Figures.count($0)) \(name)" } }
    return words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }
}

extension Reconciliation.Difference {
  /// What both sides say of it.
  package var words: String {
    "client: \(seen.map { $0 == .cut ? "no end" : $0.rawValue } ?? "never seen"); record: \(record?.rawValue ?? "none")"
  }
}

extension Reconciliation {
  /// Of a comparison of what was given up alone: how many, and what the record says of them.
  package func sentenceOfGivenUp(_ policy: TargetSpecification.OnCancel) -> String {
    let known = Self.list(RecordStatus.allCases.map { ($0.rawValue, recorded[$0]) })
    let count = seen.values.reduce(0, +)
    let time = waited >= 0.1 ? ", after \(Figures.clock(waited))" : ""
    let unknown = differing[.unknownToServer].map { ", \(Figures.count($0)) not in it" } ?? ""
    let hint =
      policy == .stop && recorded[.running] != nil
      ? "; Dify (1.12) leaves most runs that were stopped so, though their slots are free" : ""
    return
      "\(Self.runs(count)) given up or stopped (on_cancel: \(policy.rawValue)); target '\(target)': by the server's record \(known)\(unknown)\(time)\(hint)"
  }
}
