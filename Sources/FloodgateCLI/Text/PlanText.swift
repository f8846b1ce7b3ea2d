import Report
import RunModel
import Session

/// What a manifest would do, in words.
struct PlanText {
  private let manifest: PreparedRun
  private let shown: [TestCase]
  private let counts: [ManifestPart]

  /// Throws when the first cases cannot be made.
  init(_ manifest: PreparedRun, shown: Int = 3) throws {
    self.manifest = manifest
    self.shown = try manifest.firstCases(shown)
    counts = manifest.header.parts ?? []
  }

  var lines: [String] {
    let header = manifest.header
    var lines = [
      "\(header.name): \(header.caseCount) cases, seed \(header.seed), sha256 \(header.contentHash.prefix(16))"
    ]
    lines += scenarios
    if let shard = header.shard { lines.append("  shard     \(shard) of \(shard.wholeCount) cases") }
    lines += counts.filter { $0.variant != nil }.map(variant)
    lines += CoverageFacts.names.compactMap { header.metadata[$0] }.map { "  covers    \($0)" }
    lines += header.targets.map(target)
    if let seconds = estimate { lines.append("  at least  \(Figures.clock(seconds))") }
    lines += header.thresholds.map { "  gate      \($0.expression)" }
    lines += shown.map { testCase in
      let asked = testCase.query.map { " query '\($0)'" } ?? ""
      let inputs = JSONValue.object(testCase.parameters).canonicalText
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
      return [
        "  load      \(shared.load)",
        "  requests  \(shared.requests(turns: counts.reduce(0) { $0 + $1.requests }))",
      ]
    }
    let isMixed = plans.contains { $0.execution == nil }
    return (isMixed ? ["  load      \(shared.load)"] : []) + plans.map(scenario)
  }

  private func scenario(_ plan: ScenarioPlan) -> String {
    let count = counts.filter { $0.scenario == plan.name }.reduce(0) { $0 + $1.cases }
    var parts = [Figures.counted(count, "case")]
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

  private func variant(_ part: ManifestPart) -> String {
    let scenario = manifest.header.scenarios.count > 1 ? "\(part.scenario)/" : ""
    return "  variant   \(scenario)\(part.variant ?? ""): \(Figures.counted(part.cases, "case"))"
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
