import LoadEngine
import Reactor
import RunModel
import Testing

@testable import Dify

/// What is still running is stopped or waited for, in virtual time.
@Suite struct ReconcilerTests {
  /// A server whose runs end some seconds after it is first asked; `nil` for never.
  final class Source: RecordSource, @unchecked Sendable {
    let loop: SimulatedLoop
    var ends: [String: Double?]
    /// Seconds until a run is in the record at all.
    var appears: [String: Double] = [:]
    private(set) var looks = 0

    init(_ loop: SimulatedLoop, _ ends: [String: Double?]) { (self.loop, self.ends) = (loop, ends) }

    private func status(_ id: String) -> RecordStatus? {
      let now = Double(loop.now.nanoseconds) / 1e9
      guard let end = ends[id], now >= appears[id, default: 0] else { return nil }
      return end.map { now >= $0 ? .succeeded : .running } ?? .running
    }

    func list() async throws -> RecordListing {
      RecordListing(records: ends.keys.reduce(into: [:]) { $0[$1] = status($1) })
    }

    func look(at ids: [String]) async -> [String: LookedUp] {
      looks += 1
      return Dictionary(uniqueKeysWithValues: ids.map { ($0, status($0).map(LookedUp.found) ?? .notThere) })
    }
  }

  final class Stops: @unchecked Sendable { var tasks: [String] = [] }

  static func entry(_ id: String?, _ seen: SeenEnd, stopped: Bool = false, mayHaveBegun: Bool = true)
    -> (ExchangeRecord, RunLedger.Entry)
  {
    var exchange = ExchangeRecord()
    (exchange.runID, exchange.taskID, exchange.bytesSent) = (id, id.map { "task-\($0)" }, 100)
    if stopped { exchange.stopRequest = .sent }
    return (exchange, RunLedger.Entry(user: "u", seen: seen, mayHaveBegun: mayHaveBegun))
  }

  /// More were given up than are kept: how many is said.
  @Test func whatWasNotKeptIsCounted() {
    let ledger = RunLedger(keepsAll: false)
    for number in 0..<(RunLedger.openLimit + 7) { note(Self.entry("r\(number)", .cut), in: ledger) }
    #expect(ledger.open.count == RunLedger.openLimit && ledger.openLeftOut == 7)
  }

  /// A message that the first list had not is looked for again, in its conversation.
  @Test func everyMessageHasAPlace() {
    let ledger = RunLedger(keepsAll: true)
    var (exchange, entry) = Self.entry(nil, .succeeded)
    (exchange.messageID, exchange.conversationID) = ("m", "c")
    ledger.note(exchange, entry)
    (exchange.messageID, entry.seen) = ("n", .cut)
    ledger.note(exchange, entry)
    #expect(ledger.places.mapValues(\.conversation) == ["m": "c", "n": "c"])
    #expect(ledger.places["m"]?.user == "u")
  }

  @Test(arguments: ["queued", "scheduled", "running", ""]) func aWordThatIsNotKnownIsNoEnd(word: String) {
    #expect(RecordStatus(workflow: word) == .running)
  }

  private func note(_ entry: (ExchangeRecord, RunLedger.Entry), in ledger: RunLedger) {
    ledger.note(entry.0, entry.1)
  }

  /// Compares some runs that the client saw with the source's.
  private func compare(
    _ seen: [(ExchangeRecord, RunLedger.Entry)], _ ends: [String: Double?], appears: [String: Double] = [:],
    _ policy: TargetSpecification.OnCancel = .stop, wait: Double = 60
  ) throws -> (result: Reconciliation, stops: [String], took: Double) {
    let (loop, stops) = (SimulatedLoop(), Stops())
    let source = Source(loop, ends)
    source.appears = appears
    let result = try loop.run {
      let ledger = RunLedger(keepsAll: true)
      for (exchange, entry) in seen { ledger.note(exchange, entry) }
      var target = TargetSpecification(baseURL: "http://x/v1")
      target.onCancel = policy
      let scope = RunScope(runID: "r", loop: loop, origin: loop.now, logger: .silent)
      return await Reconciler(
        ledger: ledger, source: source, target: target, policy: ReconcilePolicy(wait: wait), scope: scope
      ) { stops.tasks.append($0.taskID ?? "") }.compareAll()
    }
    return (result, stops.tasks, Double(loop.now.nanoseconds) / 1e9)
  }

  @Test func whatAgreesTakesNoTime() throws {
    let (result, stops, took) = try compare([Self.entry("a", .succeeded)], ["a": 0])
    #expect(result.contradictions.isEmpty && result.differing.isEmpty && stops.isEmpty && took == 0)
    #expect(result.sent == 1 && result.begun == 1 && result.isComplete)
  }

  /// Policy, seconds until the run ends (`nil`: never), then: whether it is asked to stop, what its record says at the
  /// end, and the most seconds that this takes.
  static let policies: [(TargetSpecification.OnCancel, Double?, Bool, RecordStatus, Double)] = [
    (.stop, 0.5, true, .succeeded, 2), (.stop, nil, true, .running, 4),
    (.close, 0.5, false, .running, 0), (.close, nil, false, .running, 0),
    (.wait, 20, false, .succeeded, 22), (.wait, nil, false, .running, 62),
  ]

  @Test(arguments: 0..<policies.count) func whatIsRunningIsStoppedLeftOrWaitedFor(row: Int) throws {
    let (policy, end, isStopped, record, limit) = Self.policies[row]
    let (result, stops, took) = try compare([Self.entry("a", .cut)], ["a": end], policy)
    #expect(stops == (isStopped ? ["task-a"] : []) && result.stoppedAfter == stops.count)
    #expect(result.recorded == [record: 1] && took <= limit, "\(took)")
    #expect(result.differing == [record == .running ? .stillRunning : .endedUnseen: 1])
    #expect(result.contradictions.isEmpty, "a run that was given up may end in any way")
  }

  /// Who is in a hurry is told what the record says within moments, whatever would be waited for.
  @Test(arguments: [(0.5, RecordStatus.succeeded), (nil, .running)] as [(Double?, RecordStatus)])
  func whoIsInAHurryIsToldToo(end: Double?, record: RecordStatus) throws {
    for policy in [TargetSpecification.OnCancel.stop, .wait] {
      let loop = SimulatedLoop()
      let asked = Source(loop, ["a": end])
      let found = try loop.run {
        let ledger = RunLedger(keepsAll: false)
        note(Self.entry("a", .cut, stopped: policy == .stop), in: ledger)
        var target = TargetSpecification(baseURL: "http://x/v1")
        target.onCancel = policy
        let scope = RunScope(runID: "r", loop: loop, origin: loop.now, logger: .silent)
        var reconciler = Reconciler(
          ledger: ledger, source: asked, target: target, policy: ReconcilePolicy(), scope: scope,
          stop: { _ in })
        reconciler.isOver = { true }
        return await reconciler.lookAtOpen()
      }
      #expect(found?.recorded == [record: 1] && loop.now.nanoseconds <= 4_000_000_000, "\(policy)")
    }
  }

  /// What was given up before it had a name is counted.
  @Test func whatHasNoNameIsCounted() {
    let ledger = RunLedger(keepsAll: false)
    var (exchange, entry) = Self.entry(nil, .cut)
    for request in [ExchangeRecord.StopRequest.impossible, .sent, .impossible] {
      exchange.stopRequest = request
      ledger.note(exchange, entry)
    }
    entry.seen = .failed
    exchange.stopRequest = nil
    ledger.note(exchange, entry)
    #expect(ledger.unnamed == 2 && ledger.unanswered == 4)
  }

  @Test func aRunThatWasStoppedIsNotStoppedAgain() throws {
    let (result, stops, took) = try compare([Self.entry("a", .cut, stopped: true)], ["a": nil])
    #expect(stops.isEmpty && result.differing == [.stillRunning: 1] && took < 4)
  }

  @Test(arguments: [(1.5, true), (30, false)]) func aRecordMayComeAMomentLater(at: Double, isThere: Bool)
    throws
  {
    let (result, _, took) = try compare([Self.entry("a", .succeeded)], ["a": 0], appears: ["a": at])
    #expect((result.differing[.unknownToServer] == nil) == isThere && took < 4)
    #expect(result.contradictions.isEmpty == isThere)
  }

  @Test func whatTheServerDoesNotTellIsNotMadeUp() throws {
    let loop = SimulatedLoop()
    struct Mute: RecordSource {
      func list() async throws -> RecordListing {
        throw RequestProblem(url: "http://x/v1/workflows/logs", status: 404, text: "404 from a gateway")
      }
      func look(at ids: [String]) async -> [String: LookedUp] { [:] }
    }
    let (whole, open) = try loop.run {
      let ledger = RunLedger(keepsAll: true)
      let (exchange, entry) = Self.entry("a", .cut)
      ledger.note(exchange, entry)
      let scope = RunScope(runID: "r", loop: loop, origin: loop.now, logger: .silent)
      let reconciler = Reconciler(
        ledger: ledger, source: Mute(), target: TargetSpecification(baseURL: "http://x/v1"),
        policy: ReconcilePolicy(), scope: scope, stop: { _ in })
      return (await reconciler.compareAll(), await reconciler.lookAtOpen())
    }
    #expect(!whole.isComplete && whole.differing.isEmpty && whole.notes.count == 1 && open == nil)
    #expect(whole.contradictions.isEmpty && whole.sentence.contains("could not be compared"))
  }

  @Test func theLedgerKeepsWhatIsNeeded() {
    let few = RunLedger(keepsAll: false)
    let all = RunLedger(keepsAll: true)
    for ledger in [few, all] {
      note(Self.entry("a", .succeeded), in: ledger)
      note(Self.entry("b", .cut), in: ledger)
      note(Self.entry(nil, .cut), in: ledger)
      note(Self.entry(nil, .failed, mayHaveBegun: false), in: ledger)
      var unsent = Self.entry("c", .cut)
      unsent.0.bytesSent = 0
      note(unsent, in: ledger)
      #expect(ledger.sent == 4 && ledger.unanswered == 1 && Array(ledger.open.keys) == ["b"])
    }
    #expect(few.seen.isEmpty && all.seen == ["a": .succeeded, "b": .cut] && all.users == ["u"])
  }
}
