import Report
import RunModel

/// What a manifest would do, in words.
struct PlanText {
  private let manifest: PreparedRun
  private let shown: [TestCase]
  private var counts = PlanCounts()

  /// Goes through the cases once.
  init(_ manifest: PreparedRun, shown: Int = 3) throws {
    self.manifest = manifest
    self.shown = try manifest.firstCases(shown)
    var counts = PlanCounts()
    try manifest.forEachCase { counts.add($0) }
    self.counts = counts
  }

  var lines: [String] {
    let header = manifest.header
    var lines = [
      "\(header.name): \(header.caseCount) cases, seed \(header.seed), sha256 \(header.contentHash.prefix(16))"
    ]
    lines += scenarios
    lines += counts.variants.map { name, count in "  variant   \(name): \(count) cases" }
    lines += header.targets.map(target)
    if let seconds = estimate { lines.append("  at least  \(Figures.clock(seconds))") }
    lines += header.thresholds.map { "  gate      \($0.expression)" }
    lines += shown.map { testCase in
      let asked = testCase.query.map { " query '\($0)'" } ?? ""
      let inputs = String(decoding: CanonicalJSON.bytes(of: .object(testCase.parameters)), as: UTF8.self)
      return TerminalText.clipped("  case      \(testCase.id) \(inputs)\(asked)", width: 160)
    }
    if header.caseCount > shown.count {
      lines.append("            and \(header.caseCount - shown.count) more")
    }
    return lines
  }

  /// One scenario is the file; several have a line each, and what they share before them.
  private var scenarios: [String] {
    let plans = manifest.header.scenarios
    let shared = LoadText(policy: manifest.execution)
    guard plans.count > 1 else {
      return ["  load      \(shared.load)", "  requests  \(shared.requests(turns: counts.turns))"]
    }
    let isMixed = plans.contains { $0.execution == nil }
    return (isMixed ? ["  load      \(shared.load)"] : []) + plans.map(scenario)
  }

  private func scenario(_ plan: ScenarioPlan) -> String {
    let count = counts.scenarios.first { $0.key == plan.name }?.value ?? 0
    var parts = ["\(count) cases"]
    if plan.weight != 1 { parts.append("weight \(Figures.digits(plan.weight))") }
    if let other = plan.startAfter { parts.append("after \(other)") }
    if let policy = plan.execution { parts.append(LoadText(policy: policy).load) }
    if !plan.setup.isEmpty { parts.append("\(plan.setup.count) before") }
    if !plan.teardown.isEmpty { parts.append("\(plan.teardown.count) after") }
    if manifest.header.targets.count > 1 {
      parts.append("at \(plan.allTargets.sorted().joined(separator: ", "))")
    }
    return "  scenario  \(plan.name): \(parts.joined(separator: ", "))"
  }

  private func target(_ target: TargetSpecification) -> String {
    let name = manifest.header.targets.count > 1 ? "\(target.name): " : ""
    let app = target.app?.rawValue ?? "app asked for at the start"
    return "  target    \(name)\(target.baseURL) (\(app), \(target.responseMode.rawValue))"
  }

  /// The least time that it can take, seconds.
  private var estimate: Double? {
    if let length = manifest.header.length { return length }
    guard let limit = manifest.execution.rateControl else { return nil }
    return max(0, Double(manifest.header.caseCount - limit.burst)) * 60 / limit.perMinute
  }
}

/// Cases, counted by scenario and variant, in the order in which they come.
struct PlanCounts {
  private(set) var turns = 0
  private(set) var scenarios: [(key: String, value: Int)] = []
  private(set) var variants: [(key: String, value: Int)] = []

  mutating func add(_ testCase: TestCase) {
    turns += max(1, testCase.turns.count)
    Self.count(testCase.scenario, &scenarios)
    if let variant = testCase.variant { Self.count(variant, &variants) }
  }

  /// The last name is looked at first: cases of one kind follow each other.
  private static func count(_ name: String, _ list: inout [(key: String, value: Int)]) {
    if let last = list.indices.last, list[last].key == name {
      list[last].value += 1
    } else if let index = list.firstIndex(where: { $0.key == name }) {
      list[index].value += 1
    } else {
      list.append((name, 1))
    }
  }
}
