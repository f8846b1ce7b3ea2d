import RunModel
import Scenario
import Testing

/// Every shape of load, as a scenario says it.
@Suite struct LoadKeysTests {
  private static let uniform = ArrivalRules()

  static let loads: [(text: String, load: LoadProfile)] = [
    ("users: 5, duration: 10s", .closed(ClosedLoad(stages: flat(5, 10)))),
    ("rate: 90/m, duration: 10s", .open(OpenLoad(stages: flat(1.5, 10)))),
    ("rate: 2/s, duration: 10s", .open(OpenLoad(stages: flat(2, 10)))),
    ("rate: 7200/h, start_rate: 60/m, duration: 10s", .open(OpenLoad(stages: flat(2, 10), startRate: 1))),
    (
      "rate: 12, swing: 8/s, period: 7s, duration: 20s, arrivals: poisson, overflow: grow",
      LoadProfile(
        SineLoad(
          mean: 12, swing: 8, period: .seconds(7), duration: .seconds(20),
          rules: .init(spread: .poisson, overflow: .grow)))
    ),
    (
      "burst: 30, every: 4s, duration: 18s, max_in_flight: 7",
      LoadProfile(
        BurstLoad(size: 30, every: .seconds(4), duration: .seconds(18), rules: .init(maxInFlight: 7)))
    ),
    (
      "users: 10, iterations: 3, think_time: 500ms",
      LoadProfile(FixedLoad(users: 10, iterations: 3, thinkTime: .constant(0.5)))
    ),
    (
      "users: 10, iterations: 45, shared: true",
      LoadProfile(FixedLoad(users: 10, iterations: 45, isShared: true))
    ),
    (
      "model: open, steps: {from: 10, to: 25, by: 10, hold: 3s}",
      .open(OpenLoad(stages: [10, 20, 25].enumerated().flatMap { step($0 + 1, $1) }))
    ),
    (
      "model: closed, steps: {from: 4, to: 1, by: 2, hold: 3s}",
      .closed(ClosedLoad(stages: [4, 2, 1].enumerated().flatMap { step($0 + 1, $1) }))
    ),
    (
      "rate: 5, duration: 10s, spike: {to: 50, at: 3s, for: 2s}",
      .open(
        OpenLoad(
          stages: [
            LoadStage(duration: .zero, target: 5), LoadStage(duration: .seconds(3), target: 5),
            LoadStage(duration: .zero, target: 50, name: "spike"),
            LoadStage(duration: .seconds(2), target: 50, name: "spike"),
            LoadStage(duration: .zero, target: 5), LoadStage(duration: .seconds(5), target: 5),
          ]))
    ),
    (
      "model: open, stages: [{duration: 2s, target: 60/m, hold: 3s, name: calm, warm_up: true}]",
      .open(
        OpenLoad(
          stages: [2, 3].map { LoadStage(duration: .seconds($0), target: 1, isWarmUp: true, name: "calm") }))
    ),
    (
      "rate: 5, duration: 10s, arrivals: gamma, burstiness: 0.5, tasks_each: 3, think_time: 2s",
      .open(sessions)
    ),
  ]

  private static var sessions: OpenLoad {
    var load = OpenLoad(stages: flat(5, 10), arrivals: .gamma)
    (load.burstiness, load.session) = (0.5, UserSession(tasks: 3, thinkTime: .constant(2)))
    return load
  }

  private static func flat(_ height: Double, _ seconds: Double) -> [LoadStage] {
    [LoadStage(duration: .zero, target: height), LoadStage(duration: .seconds(seconds), target: height)]
  }

  private static func step(_ number: Int, _ level: Double) -> [LoadStage] {
    [Duration.zero, .seconds(3)].map { LoadStage(duration: $0, target: level, name: "step \(number)") }
  }

  @Test(arguments: loads) func isRead(text: String, load: LoadProfile) throws {
    let document = try LoaderTests.load("target: mock\nload: {\(text)}\n")
    #expect(document.execution.load == load)
    #expect(document.execution.problems.isEmpty)
  }

  @Test(arguments: [
    ("users: 5, rate: 3, duration: 10s", "a load has users or a rate, not both"),
    ("rate: 3, iterations: 5, users: 2", "not both"),
    ("users: 5, swing: 2, period: 3s, duration: 9s", "not both"),
    ("iterations: 5", "the load has iterations and no users"),
    ("swing: 2, period: 3s, duration: 9s", "the load swings about no rate"),
    ("rate: 5, swing: 2, duration: 9s", "the swing has no period"),
    ("rate: 5, swing: 7, period: 3s, duration: 9s", "the swing is more than the rate"),
    ("burst: 5, duration: 9s", "the load does not say when it bursts"),
    ("burst: 5, every: 2s", "the load has no length"),
    ("rate: 5/d, duration: 9s", "rate is '5/d'"),
    ("rate: 5, duration: 9s, spike: {to: 50, at: 8s, for: 2s}", "the spike ends after the load"),
    ("model: open, steps: {from: 0, to: 1000000, by: 1, hold: 1s}", "steps are too many"),
    ("rate: 5, duration: 9s, shared: true", "means nothing here"),
  ])
  func mistakesAreTold(text: String, message: String) {
    let found = LoaderTests.problems("target: mock\nload: {\(text)}\n")
    #expect(found.contains { $0.message.contains(message) && $0.line == 2 }, "\(found)")
  }

  /// Beside a key that is unknown nothing is said to be missing: it is most likely what that key was meant to be.
  @Test(arguments: [
    ("load: {users: 2, durration: 3s}", "unknown key 'durration'"),
    ("load: {usres: 2, duration: 3s}", "unknown key 'usres'"), ("load: {usres: 2}", "unknown key 'usres'"),
    ("load: {burst: 2, evry: 1s, duration: 3s}", "unknown key 'evry'"),
  ])
  func anUnknownKeyIsToldAlone(load: String, message: String) {
    let found = LoaderTests.problems("target: mock\n\(load)\n")
    #expect(found.count == 1 && found.first?.message.hasPrefix(message) == true, "\(found.map(\.rendered))")
  }

  @Test func whatElseIsWrongIsToldBesideAnUnknownKey() {
    let found = LoaderTests.problems("target: mock\nload: {users: -3, durration: 3s}\n")
    #expect(found.map(\.column) == [15, 19], "\(found.map(\.rendered))")
    let prices = LoaderTests.problems("target: {mock: {}, prices: {m: {prompt: 2.5}}}\n")
    #expect(prices.count == 1, "\(prices.map(\.rendered))")
  }
}
