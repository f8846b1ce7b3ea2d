import Judgement
import RunModel
import Testing

/// The search against modelled servers whose capacity is known.
@Suite struct CapacitySearchTests {
  /// Places and service times with knees at 8, 40 and 150 tasks a second, and 24, 120 and 450 users.
  static let knees = [(4.0, 0.5), (20.0, 0.5), (30.0, 0.2)]
  static let noisy = knees.flatMap { knee in (1...10).map { (knee.0, knee.1, UInt64($0)) } }

  @Test(arguments: noisy) func findsARateWithinFivePercentInTwelveSteps(
    places: Double, service: Double, seed: UInt64
  ) throws {
    var server = ModelledServer(places: places, service: service, seed: seed)
    server.noise = 0.05
    let (answer, search) = server.search(CapacityPlan(over: .rate, most: 200))
    #expect(answer.kind == .found)
    #expect(abs(try #require(answer.estimate) / server.capacity - 1) <= 0.05)
    #expect(try #require(answer.sustained) <= server.capacity * 1.05)
    #expect(answer.confirmations >= 2)
    #expect(answer.course == .stable)
    #expect(search.trials.count <= 12)
  }

  @Test(arguments: noisy) func findsUsersWithinFivePercentInTwelveSteps(
    places: Double, service: Double, seed: UInt64
  ) throws {
    var server = ModelledServer(places: places, service: service, seed: seed)
    server.noise = 0.05
    let (answer, search) = server.search(CapacityPlan(over: .users, most: 500))
    #expect(answer.kind == .found)
    #expect(abs(try #require(answer.estimate) / server.users - 1) <= 0.05)
    #expect(answer.confirmations >= 2)
    #expect(answer.course == .stable)
    #expect(search.trials.count <= 12)
  }

  /// Of two hundred searches at each knee at most one is further off than 5 %: chance can put every step on one side.
  @Test(arguments: CapacityPlan.Unit.allCases, knees) func isSeldomFurtherOff(
    unit: CapacityPlan.Unit, knee: (Double, Double)
  ) throws {
    var (further, steps) = (0, 0)
    for seed in 1...200 as ClosedRange<UInt64> {
      var server = ModelledServer(places: knee.0, service: knee.1, seed: seed)
      server.noise = 0.05
      let (answer, search) = server.search(CapacityPlan(over: unit, most: unit == .rate ? 200 : 500))
      let truth = unit == .rate ? server.capacity : server.users
      let error = abs(try #require(answer.estimate) / truth - 1)
      #expect(error <= 0.06)
      if error > 0.05 { further += 1 }
      steps += search.trials.count
    }
    #expect(further <= 1, "\(further) of 200")
    #expect(steps <= 200 * 10, "\(Double(steps) / 200) steps on average")
  }

  /// What broke while nothing had held yet, and is contradicted by what holds since, is tried again.
  @Test(arguments: CapacityPlan.Unit.allCases, knees) func aServerThatWasColdAtFirstIsFoundOut(
    unit: CapacityPlan.Unit, knee: (Double, Double)
  ) throws {
    for cold in 1...2 {
      var server = ModelledServer(places: knee.0, service: knee.1)
      server.cold = cold
      let truth = unit == .rate ? server.capacity : server.users
      let (answer, _) = server.search(CapacityPlan(over: unit, most: truth * 3, stepLimit: 24))
      #expect(answer.kind == .found && answer.course == .stable, "\(answer)")
      let (held, broke) = (try #require(answer.sustained), try #require(answer.broke))
      #expect(held <= truth && truth < broke)
    }
  }

  /// Pure bisection, when steps that break do not say how far off they were.
  @Test(arguments: noisy) func needsNoHints(places: Double, service: Double, seed: UInt64) throws {
    var server = ModelledServer(places: places, service: service, seed: seed)
    (server.noise, server.hidesHints) = (0.05, true)
    let (answer, search) = server.search(CapacityPlan(over: .users, most: 500))
    #expect(abs(try #require(answer.estimate) / server.users - 1) <= 0.07)
    #expect(search.trials.count <= 16)
  }

  @Test(arguments: knees) func isExactWithoutNoise(places: Double, service: Double) throws {
    for unit in CapacityPlan.Unit.allCases {
      var server = ModelledServer(places: places, service: service)
      let knee = unit == .rate ? server.capacity : server.users
      let (answer, _) = server.search(CapacityPlan(over: unit, most: 500))
      let (held, broke) = (try #require(answer.sustained), try #require(answer.broke))
      #expect(held <= knee && knee < broke)
      #expect(broke <= max(held * 1.0511, held + 1))
    }
  }

  @Test func smallNumbersOfUsersAreExact() throws {
    for places in 1...12 {
      var server = ModelledServer(places: Double(places), service: 1)
      server.limit = 1
      let (answer, _) = server.search(CapacityPlan(over: .users, most: 64))
      #expect(answer.sustained == Double(places))
      #expect(answer.broke == Double(places + 1))
    }
  }

  @Test func neverBreaks() {
    var server = ModelledServer(places: 1000, service: 0.1)
    let (answer, search) = server.search(CapacityPlan(over: .rate, most: 100))
    #expect(answer.kind == .neverBroke)
    #expect(answer.sustained == 100)
    #expect(answer.confirmations == 2)
    #expect(answer.broke == nil)
    #expect(search.trials.map(\.load) == [6.25, 12.5, 25, 50, 100, 100])
  }

  @Test func alwaysFails() {
    var server = ModelledServer(places: 10, service: 1)
    server.fails = true
    let (answer, search) = server.search(CapacityPlan(over: .users, most: 64, start: 4))
    #expect(answer.kind == .failedAtLeast)
    #expect(answer.sustained == nil)
    #expect(answer.broke == 1)
    #expect(search.trials.map(\.load) == [4, 2, 1, 1])
  }

  @Test func theGeneratorIsNoCapacity() {
    var server = ModelledServer(places: 1000, service: 0.1)
    server.generator = 30
    let (answer, search) = server.search(CapacityPlan(over: .rate, most: 100))
    #expect(answer.kind == .generatorLimit)
    #expect(answer.sustained == 25)
    #expect(answer.broke == nil)
    #expect(search.trials.suffix(2).map(\.load) == [50, 50])
  }

  @Test(arguments: knees) func noticesThatTheServerIsWorseOnceOverloaded(places: Double, service: Double)
    throws
  {
    var server = ModelledServer(places: places, service: service)
    server.overloaded = 0.6
    // Half of what it holds is below what it holds after.
    let plan = CapacityPlan(over: .rate, most: 200, start: server.capacity * 0.9 / 8)
    let (answer, search) = server.search(plan)
    #expect(answer.kind == .found)
    #expect(answer.course == .afterOverload)
    #expect(abs(try #require(answer.heldEarlier) / server.capacity - 0.9) < 0.01)
    #expect(abs(try #require(answer.estimate) / server.capacity / 0.6 - 1) < 0.05)
    #expect(search.trials.count <= 13)
  }

  /// Overloaded it serves less, but only until the step is over: what it served then is no guide.
  @Test(arguments: knees) func isNotMisledByAServerThatFallsOver(places: Double, service: Double) throws {
    var server = ModelledServer(places: places, service: service)
    (server.overloaded, server.recovers) = (0.4, true)
    let (answer, search) = server.search(CapacityPlan(over: .rate, most: 200))
    #expect(answer.kind == .found && answer.course == .stable)
    let (held, broke) = (try #require(answer.sustained), try #require(answer.broke))
    #expect(held <= server.capacity && server.capacity < broke && broke <= held * 1.06)
    #expect(search.trials.count <= 13)
  }

  @Test(arguments: [0.02, 0.03, 0.05]) func noticesALeak(leak: Double) {
    for (places, service) in Self.knees {
      var server = ModelledServer(places: places, service: service)
      server.leak = leak
      let (answer, search) = server.search(CapacityPlan(over: .rate, most: 200))
      #expect(answer.course == .declining)
      #expect(search.trials.count <= 16)
    }
  }

  @Test func aLuckyStepIsNotBelieved() {
    var search = CapacitySearch(CapacityPlan(over: .users, most: 8, start: 4))
    while case .step(let load, _) = search.next {
      search.record(.init(load: load, standing: search.trials.isEmpty ? .held : .broke))
    }
    #expect(search.trials.map(\.load) == [4, 8, 6, 5, 5, 4, 4, 2, 1, 1])
    #expect(search.answer().kind == .failedAtLeast)
    #expect(search.answer().heldEarlier == 4)
  }

  @Test func tellsWhatIsKnownWhenItIsEnded() {
    var search = CapacitySearch(CapacityPlan(over: .users, most: 64, start: 8))
    #expect(search.answer(endedBy: "interrupted").sustained == nil)
    search.record(.init(load: 8, standing: .held))
    search.record(.init(load: 16, standing: .broke))
    let answer = search.answer(endedBy: "interrupted")
    #expect(answer.kind == .unfinished)
    #expect((answer.sustained, answer.broke) == (8, 16))
    #expect(answer.endedBy == "interrupted")
  }

  @Test func makesNoMoreStepsThanItMay() {
    var server = ModelledServer(places: 20, service: 0.5)
    let (answer, search) = server.search(CapacityPlan(over: .rate, most: 200, stepLimit: 4))
    #expect(search.trials.count == 4)
    #expect(answer.kind == .unfinished)
    #expect(answer.endedBy == "it had made 4 steps")
  }

  @Test(arguments: [
    (CapacityPlan.Unit.rate, 12.3456, 12.3), (.rate, 1234.6, 1230), (.rate, 0.123456, 0.123),
    (.users, 12.5, 13), (.users, 0.2, 1), (.rate, 99999, 2000),
  ]) func loadsAreRound(unit: CapacityPlan.Unit, load: Double, expected: Double) {
    #expect(abs(CapacityPlan(over: unit, most: 2000).rounded(load) - expected) < 1e-9)
  }
}
