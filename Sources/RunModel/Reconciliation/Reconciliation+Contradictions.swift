/// In what the client's counts and the server's contradict each other: then one of them is wrong, and the run proves
/// nothing.
extension Reconciliation {
  /// What contradicts, in words; empty when nothing does. Of an incomplete comparison only what it has seen of both
  /// sides counts.
  package var contradictions: [String] {
    [unknownToServer, unknownToClient, otherEnds].compactMap(\.self)
  }

  private var unknownToServer: String? {
    guard isComplete, let count = differing[.unknownToServer] else { return nil }
    return
      "\(Self.runs(count)) that the client saw begin \(count == 1 ? "is" : "are") not in the server's record"
  }

  /// Requests that were cut before their answer explain as many; names of users that others have explain any number.
  private var unknownToClient: String? {
    guard isComplete, usersAreOwn, let count = differing[.unknownToClient], count > unanswered else {
      return nil
    }
    let explained = unanswered > 0 ? ", and only \(unanswered) requests were cut before their answer" : ""
    return
      "the server's record has \(Self.runs(count)) of this load's users that the client never saw begin\(explained)"
  }

  private var otherEnds: String? {
    guard let count = differing[.otherEnd] else { return nil }
    return "\(Self.runs(count)) ended otherwise by the server's record than the client saw"
  }

  static func runs(_ count: Int) -> String { count == 1 ? "1 run" : "\(Figures.count(count)) runs" }
}
