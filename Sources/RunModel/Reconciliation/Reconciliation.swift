/// A target's own record of a run, held against what the client saw.
package struct Reconciliation: Sendable, Hashable, Codable {
  /// A run of which both sides do not say the same.
  package struct Difference: Sendable, Hashable, Codable {
    /// In what they differ.
    package enum Kind: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
      /// The client saw it begin; the record has it not.
      case unknownToServer = "unknown-to-server"
      /// The record has it; the client never saw it begin.
      case unknownToClient = "unknown-to-client"
      /// Both say how it ended, and not the same.
      case otherEnd = "other-end"
      /// The client saw no end, and it is still running.
      case stillRunning = "still-running"
      /// The client saw no end; the record has one.
      case endedUnseen = "ended-unseen"
    }

    package var kind: Kind
    /// The server's id of the run, or of the message.
    package var id: String
    /// What the client saw.
    package var seen: SeenEnd?
    /// What the record says.
    package var record: RecordStatus?

    package init(_ kind: Kind, id: String, seen: SeenEnd? = nil, record: RecordStatus? = nil) {
      (self.kind, self.id, self.seen, self.record) = (kind, id, seen, record)
    }
  }

  /// The target's name.
  package var target: String
  /// Requests that the client sent.
  package var sent = 0
  /// Of those, runs that it saw begin.
  package var begun = 0
  /// Of those that it did not see begin, requests that may have begun a run all the same: they were
  /// cut before an answer, or something before Dify answered.
  package var unanswered = 0
  /// Runs that it saw begin, by the end that it saw.
  package var seen: [SeenEnd: Int] = [:]
  /// Runs of this load in the record, by status.
  package var recorded: [RecordStatus: Int] = [:]
  /// Runs without an end that the client saw, by what the record says of them.
  package var cut: [RecordStatus: Int] = [:]
  /// Differences by kind.
  package var differing: [Difference.Kind: Int] = [:]
  /// The first of each kind.
  package var differences: [Difference] = []
  /// Runs that were asked to stop after the load, since the record had them as running.
  package var stoppedAfter = 0
  /// How long what was running was waited for, seconds.
  package var waited = 0.0
  /// Whether all of both sides was compared.
  package var isComplete = true
  /// Whether the record holds no other load's runs under the names of these users.
  package var usersAreOwn = true
  /// What could not be asked, and why.
  package var notes: [String] = []

  package init(target: String) { self.target = target }

  /// So many differences of a kind are listed.
  package static let listed = 20

  /// Runs in the record.
  package var recordedRuns: Int { recorded.values.reduce(0, +) }

  /// Counts a difference, and lists it while there is room.
  package mutating func add(_ difference: Difference) {
    let count = differing[difference.kind, default: 0] + 1
    differing[difference.kind] = count
    if count <= Self.listed { differences.append(difference) }
  }

  /// Adds what another part of the run found of the same target.
  package mutating func merge(_ other: Reconciliation) {
    sent += other.sent
    begun += other.begun
    unanswered += other.unanswered
    seen.merge(other.seen, uniquingKeysWith: +)
    recorded.merge(other.recorded, uniquingKeysWith: +)
    cut.merge(other.cut, uniquingKeysWith: +)
    differing.merge(other.differing, uniquingKeysWith: +)
    differences += other.differences
    stoppedAfter += other.stoppedAfter
    waited = max(waited, other.waited)
    isComplete = isComplete && other.isComplete
    usersAreOwn = usersAreOwn && other.usersAreOwn
    notes = Set(notes + other.notes).sorted()
    sortDifferences()
  }

  /// The gravest kinds first, of each as many as are listed.
  package mutating func sortDifferences() {
    differences = Difference.Kind.allCases.flatMap { kind in
      differences.filter { $0.kind == kind }.prefix(Self.listed)
    }
  }
}
