import MockDify
import RunModel
import Session

/// A search over sockets, against a stand-in whose capacity is known: of k places and a service time of s seconds it is
/// k/s tasks a second. Each service time differs by 5 %; s is what the stand-in's own log says that it took on average, for
/// its timers are late on a machine that is busy.
struct CapacityFact {
  let unit: CapacityPlan.Unit
  let places: Int
  let seed: Int

  /// Seconds.
  static let service = 0.1
  /// The longest median answer that users are to wait for, seconds: so many users are served by each place.
  private static let patience = 2.0

  /// What it came to.
  struct Found {
    var report: CapacityReport
    /// Seconds.
    var service: Double
    /// What was to be found.
    var truth: Double
    /// How far the likeliest capacity is off, as a share.
    var error: Double { (report.answer.estimate ?? report.answer.sustained ?? 0) / truth - 1 }
  }

  /// What is to be found when a task takes so many seconds.
  func truth(_ service: Double) -> Double {
    let rate = Double(places) / service
    return unit == .rate ? rate : rate * Self.patience
  }

  /// A queue that grows for some seconds is longer than the service; users wait for each other.
  private var objective: String {
    unit == .rate
      ? "success_rate >= 0.99, response_time.p95 < \(2 * Self.service)s"
      : "success_rate >= 0.99, response_time.p50 < \(Self.patience)s"
  }

  private var pace: CapacityPace {
    unit == .rate
      ? CapacityPace(step: 4, warmUp: 1, coolDown: 0.5) : CapacityPace(step: 3, warmUp: 3, coolDown: 0.5)
  }

  /// Searches up to sixteen times the least load.
  func found() async throws -> Found {
    var configuration = try MockConfiguration(options: [
      "app": "workflow", "capacity": "\(places)", "queue": unit == .rate ? "\(20 * places)" : "10000",
      "first_byte_ms": "0", "first_text_ms": "\(Self.service * 1000)", "gap_ms": "0", "events": "1",
      "spread": "0.05", "seed": "\(seed)",
    ])
    configuration.keepsLog = true
    let server = try await MockDifyServer.start(configuration)
    let scenario = """
      name: capacity
      target: {app: workflow, base_url: "\(server.url)", api_key: "${KEY}"}
      matrix: {n: [1, 2, 3]}
      """
    let test = try await LoadTest(scenario: scenario, environment: ["KEY": configuration.key])
    // Begins below the capacity, at a place that the seed says.
    let start = (truth(Self.service) * (0.2 + 0.05 * Double(seed % 10))).rounded()
    let result = try await test.capacity(
      CapacityPlan(over: unit, most: 16 * start, start: start, stepLimit: 16), objective: [objective],
      pace: pace)
    let times = await server.log().compactMap { entry in
      entry.head.flatMap { head in entry.end.map { Double($0 - head) / 1e9 } }
    }
    await server.shutdown()
    let service = times.reduce(0, +) / Double(max(1, times.count))
    return Found(report: result.report, service: service, truth: truth(service))
  }
}

/// Searches at one knee, one after the other, and what they came to.
struct CapacityFacts {
  let unit: CapacityPlan.Unit
  let places: Int
  let seeds: Int

  func row() async throws -> String {
    var all: [CapacityFact.Found] = []
    for seed in 1...seeds {
      all.append(try await CapacityFact(unit: unit, places: places, seed: seed).found())
    }
    let errors = all.map { abs($0.error) }
    let steps = all.map(\.report.steps.count).max() ?? 0
    let knee = CapacityFact(unit: unit, places: places, seed: 1).truth(CapacityFact.service)
    return """
      | \(unit.words(knee)) (\(places) places) | \(errors.count { $0 <= 0.05 }) of \(seeds) within 5 %, the worst \(Figures.percent(errors.max() ?? 0)) | at most \(steps) steps |
      \(all.map(\.line).joined(separator: "\n"))
      """
  }

  /// Three knees at a time, over arrivals and over users.
  static func tell(seeds: Int) async throws {
    for unit in [CapacityPlan.Unit.rate, .users] {
      try await withThrowingTaskGroup(of: String.self) { group in
        for places in [2, 4, 8] {
          group.addTask { try await CapacityFacts(unit: unit, places: places, seeds: seeds).row() }
        }
        for try await row in group { print(row) }
      }
    }
  }
}

extension CapacityFact.Found {
  fileprivate var line: String {
    let unit = report.plan.over
    let loads = report.steps.map { step in
      unit.number(step.load) + (step.holds ? "+" : step.breaks ? "-" : "?")
    }
    let found = unit.words(report.answer.estimate ?? report.answer.sustained ?? 0)
    return
      "  \(found) of \(unit.words(truth)) (tasks took \(Figures.seconds(service))), \(report.answer.kind.rawValue): \(loads.joined(separator: " "))"
  }
}
