import NIOCore
import Testing

@testable import MockDify

/// What is done at once, and what waits.
@Suite struct ServerKnobsTests {
  /// Counts what began.
  final class Begun { var names: [Int] = [] }

  @Test(arguments: [1, 2, 5]) func placesAreTakenInTheOrderOfArrival(slots: Int) {
    var queue = SlotQueue(slots: slots)
    let begun = Begun()
    for name in 0..<10 where queue.enter({ begun.names.append(name) }) { begun.names.append(name) }
    #expect(begun.names == Array(0..<slots) && queue.waitingCount == 10 - slots)
    while queue.underWay > 0 { for begin in queue.leave() { begin() } }
    #expect(begun.names == Array(0..<10) && queue.waitingCount == 0)
  }

  @Test func withoutALimitNobodyWaits() {
    var queue = SlotQueue(slots: 0)
    #expect((0..<100).allSatisfy { _ in queue.enter {} } && !queue.isFull && queue.underWay == 100)
  }

  /// Once too many wait there are fewer places, until nobody waits: going down is not the way that it went up.
  @Test func anOverloadedServerStaysSoUntilNobodyWaits() {
    var queue = SlotQueue(slots: 4, overloadAt: 3, overloadedSlots: 2)
    for _ in 0..<6 { _ = queue.enter {} }
    #expect(queue.underWay == 4 && queue.waitingCount == 2 && !queue.isOverloaded)
    _ = queue.enter {}
    #expect(queue.isOverloaded)
    #expect(queue.leave().isEmpty && queue.leave().isEmpty, "two places are left, and both are taken")
    #expect(queue.leave().count == 1 && queue.isOverloaded)
    for _ in 0..<2 { _ = queue.leave() }
    #expect(queue.waitingCount == 0 && !queue.isOverloaded && queue.underWay == 2)
  }

  @Test func aFullQueueRefuses() {
    var configuration = MockConfiguration()
    (configuration.capacity, configuration.queue) = (1, 1)
    let registry = RunRegistry(configuration)
    #expect(registry.enter {} == .admitted && registry.enter {} == .admitted)
    #expect(registry.enter {} == .queueFull && registry.counters.runsRefused == 1)
    registry.leave(taskID: nil)
    #expect(registry.counters.runsStarted == 2 && registry.enter {} == .admitted)
  }

  @Test(arguments: [(0.0, 1.0), (0.5, 1.5), (2, 3)]) func aLeakMakesLaterRunsSlower(
    leak: Double, factor: Double
  ) {
    var configuration = MockConfiguration()
    (configuration.leak, configuration.spread) = (leak, 0)
    var random = MockRandom(seed: 1)
    let late = RunClock(configuration, number: 1000).time(10, &random)
    #expect(abs(late - 10 * factor) < 1e-9)
  }

  private func plan(_ change: (inout MockConfiguration) -> Void) -> AnswerPlan {
    AgainstRecordingsTests.answer(.workflow, streaming: true) {
      $0.spread = 0
      change(&$0)
    }
  }

  @Test func pingsComeAtEachBoundary() {
    let plan = plan { ($0.ping, $0.firstText, $0.gap, $0.events) = (100, 250, 100, 2) }
    var (now, pings) = (0.0, [Double]())
    for piece in plan.pieces {
      now += piece.pause
      if piece.text.hasPrefix("event: ping") { pings.append(now) }
    }
    #expect(pings == [100, 200, 300])
    #expect(
      AgainstRecordingsTests.events(plan).count == AgainstRecordingsTests.events(self.plan { _ in }).count
        - 10)
  }

  @Test func laterOnesComeAfterASilence() {
    let plan = plan { ($0.generation, $0.ping, $0.firstText, $0.gap, $0.events) = (.v1_16, 100, 250, 50, 4) }
    let pings = plan.pieces.dropFirst().filter { $0.text.hasPrefix("event: ping") }
    #expect(pings.map(\.pause) == [100, 100] && plan.celeryPiece == 1)
  }

  @Test func aProxyThatHoldsBackChangesNoByte() {
    let plain = plan { _ in }
    let held = plan { $0.buffer = 4096 }
    #expect(held.body == plain.body && held.pieces.count < plain.pieces.count)
    #expect(held.pieces.dropLast().allSatisfy { $0.bytes.count >= 4096 })
    let pause = { (plan: AnswerPlan) in plan.pieces.reduce(0) { $0 + $1.pause } }
    #expect(abs(pause(held) - pause(plain)) < 1e-6)
  }

  @Test func theDatabaseTakesItsTimeAfterTheLastEvent() {
    #expect(plan { $0.persistence = 70 }.lastPause == 70)
    let document = { (milliseconds: Double) in
      AgainstRecordingsTests.answer(.workflow, streaming: false) {
        ($0.spread, $0.persistence) = (0, milliseconds)
      }.firstByte
    }
    #expect(abs(document(70) - document(0) - 70) < 1e-9)
  }

  /// A recording's last read may hold the end of its chunks alone: nothing of its body.
  @Test func aPauseWithoutBytesEndsNoAnswer() {
    #expect(WireScript.chunk(.init(pause: 5, text: "")).bytes.isEmpty)
  }

  @Test func aRunThatWaitedForItsToolSaysSo() {
    let event = "data: {\"event\": \"workflow_finished\", \"data\": {\"elapsed_time\": 0.5, \"x\": 1}}\n\n"
    let chunk = WireScript.chunk(.init(pause: 0, text: event)).bytes
    let later = WireScript.chunk(.init(pause: 0, text: event.replacing("0.5", with: "0.625"))).bytes
    #expect(LateElapsed.shift(chunk, by: 125, ofTool: false) == later)
    #expect(LateElapsed.shift(chunk, by: 0, ofTool: true) == chunk)
    let other = WireScript.chunk(.init(pause: 0, text: "data: {\"event\": \"text_chunk\"}\n\n")).bytes
    #expect(LateElapsed.shift(other, by: 125, ofTool: false) == other)
  }

  @Test func aNarrowWayMakesEventsLateAndNoRunLonger() {
    let (plain, narrow) = (plan { _ in }, plan { $0.bandwidth = 10_000 })
    #expect(narrow.body == plain.body)
    let pause = { (plan: AnswerPlan) in plan.pieces.reduce(0) { $0 + $1.pause } }
    #expect(pause(narrow) + 1e-6 >= Double(plain.body.count) / 10 && pause(narrow) > pause(plain))
  }

  @Test func whatAProfileSetsOthersChange() throws {
    let set = try MockConfiguration(options: ["profile": "dify-1.16", "connections": "3", "workers": "2"])
    #expect(set.connections == 3 && set.workers == 2 && set.celery == 4 && set.generation == .v1_16)
    #expect(set.keepAlive == 2000)
  }

  @Test func everyOptionIsReadAndRefused() throws {
    for option in MockOption.all {
      #expect(throws: MockConfiguration.Problem.self, "\(option.name)") {
        try MockConfiguration(options: [option.name: option.expected == "a text" ? "" : "-1.5x"])
      }
      #expect(!option.meaning.isEmpty && !option.expected.isEmpty)
    }
    #expect(Set(MockOption.all.map(\.name)).count == MockOption.all.count)
    let set = try MockConfiguration(options: [
      "capacity": "3", "queue": "0", "persist_ms": "2.5", "generation": "1.16",
    ])
    #expect(set.capacity == 3 && set.queue == 0 && set.persistence == 2.5 && set.generation == .v1_16)
  }

  /// Python's zlib unpacks it: `zlib.decompressobj(31).decompress(bomb)` gives 16 908 289 zeros, then the wrong sum.
  @Test func theBombIsSmall() { #expect(GzipBomb.bytes.count == 106_517 && GzipBomb.bytes[0] == 0x1f) }

  @Test(arguments: [
    ("GET", "/v1/datasets/d", 200), ("POST", "/v1/datasets/d/retrieve", 400),
    ("POST", "/v1/datasets/d/hit-testing", 400),
    ("POST", "/v1/datasets/d/document/create-by-text", 400),
    ("POST", "/v1/datasets/d/document/create_by_file", 400),
    ("GET", "/v1/datasets/d/documents/b/indexing-status", 404), ("DELETE", "/v1/datasets/d/documents/x", 404),
  ]) func everyAddressOfKnowledgeIsServed(method: String, uri: String, status: Int) {
    let configuration = MockConfiguration()
    func decide(_ key: String) -> MockDecision {
      Routes(configuration: configuration).decide(
        MockRequest(method: method, uri: uri, authorization: "Bearer \(key)", contentType: nil, body: []))
    }
    if case .answer(let plan) = decide("app-mock") {
      #expect(plan.status == 401)
    } else {
      Issue.record("an app's key")
    }
    guard case .knowledge(let ask) = decide("dataset-mock") else {
      Issue.record("\(uri) is no address")
      return
    }
    #expect(ask(KnowledgeBase(configuration), 0).status == status)
  }

  @Test(arguments: [(-1, 0), (0, 0), (2, 2)]) func aSearchGivesSoManyAndNoTrap(most: Int, count: Int) {
    let found = KnowledgeBase(MockConfiguration()).search(
      "how tides and bees and volcanoes", most: most, atLeast: 0, at: 0)
    #expect(found.count == count)
  }

  @Test func anUploadedFileIsDescribed() {
    let text =
      "--x\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\nu\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x--\r\n"
    let request = MockRequest(
      method: "POST", uri: "/v1/files/upload", authorization: "Bearer app-mock",
      contentType: "multipart/form-data; boundary=x", body: Array(text.utf8))
    guard case .answer(let plan) = Routes(configuration: MockConfiguration()).decide(request) else {
      Issue.record("no answer")
      return
    }
    let answer = MockJSON.read(plan.body)
    #expect(plan.status == 201 && answer?["name"] == .text("a.txt") && answer?["size"] == .number(5))
  }

  @Test func everyAddressIsServed() {
    let routes = Routes(configuration: MockConfiguration())
    for (method, uri, status) in [
      ("GET", "/health", 200), ("GET", "/v1/", 200), ("GET", "/v1/info", 200), ("GET", "/v1/parameters", 200),
      ("GET", "/v1/meta", 200), ("POST", "/v1/files/upload", 400), ("GET", "/v1/nowhere", 404),
      ("POST", "/v1/nowhere", 404), ("PUT", "/v1/info", 405), ("GET", "/elsewhere", 404),
      ("POST", "/v1/chat-messages", 415), ("POST", "/v1/text-to-audio", 400), ("DELETE", "/v1/nowhere", 404),
    ] {
      let request = MockRequest(
        method: method, uri: uri, authorization: "Bearer app-mock", contentType: nil, body: [])
      guard case .answer(let plan) = routes.decide(request) else {
        Issue.record("\(uri) is no answer")
        continue
      }
      #expect(plan.status == status, "\(method) \(uri)")
    }
  }
}
