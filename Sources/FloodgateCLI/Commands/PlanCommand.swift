import ArgumentParser
import CaseMatrix
import Report
import RunModel

/// `floodgate plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Expand a scenario to its manifest; show it, or write it.")

  @OptionGroup var source: ManifestSource

  @Option(name: .shortAndLong, help: "Write the manifest to this file (.jsonl, or .jsonl.gz).")
  var output: String?

  @Option(help: "How many cases to show.")
  var show = 5

  func run() async throws {
    try await reporting {
      let manifest = try source.load()
      if let output { try manifest.write(to: output) }
      Terminal.print(try PlanText(manifest, shown: show).lines.joined(separator: "\n"))
    }
  }
}

/// What a manifest would do, in words.
struct PlanText {
  private let manifest: PreparedRun
  private let shown: [TestCase]
  private let turns: Int

  /// Goes through the cases once.
  init(_ manifest: PreparedRun, shown: Int = 3) throws {
    self.manifest = manifest
    self.shown = try manifest.firstCases(shown)
    var turns = 0
    try manifest.forEachCase { turns += max(1, $0.turns.count) }
    self.turns = turns
  }

  var lines: [String] {
    let header = manifest.header
    var lines = [
      "\(header.name): \(manifest.header.caseCount) cases, seed \(header.seed), sha256 \(header.contentHash.prefix(16))",
      "  load      \(load)", "  requests  \(requests)",
    ]
    for target in header.targets {
      lines.append(
        "  target    \(target.baseURL) (\(target.app?.rawValue ?? "app asked for at the start"), \(target.responseMode.rawValue))"
      )
    }
    if let seconds = estimate { lines.append("  at least  \(Figures.clock(seconds))") }
    lines += header.thresholds.map { "  gate      \($0.expression)" }
    lines += shown.map { testCase in
      let asked = testCase.query.map { " query '\($0)'" } ?? ""
      let inputs = String(decoding: CanonicalJSON.bytes(of: .object(testCase.parameters)), as: UTF8.self)
      return TerminalText.clipped("  case      \(testCase.id) \(inputs)\(asked)", width: 160)
    }
    if manifest.header.caseCount > shown.count {
      lines.append("            and \(manifest.header.caseCount - shown.count) more")
    }
    return lines
  }

  private var load: String {
    let policy = manifest.execution
    var text: String
    switch policy.load {
    case .iterations: text = "each case once, \(policy.concurrency) at a time"
    case .closed(let load):
      text =
        "up to \(Int(load.stages.map(\.target).max() ?? 0)) users for \(Figures.clock(policy.load.length ?? 0))"
    case .open(let load):
      text =
        "up to \(Figures.digits(load.stages.map(\.target).max() ?? 0)) arrivals a second for \(Figures.clock(policy.load.length ?? 0))"
    }
    if let size = policy.batchSize { text += ", windows of \(size) (\(policy.batchMode.rawValue))" }
    if let limit = policy.rateControl { text += ", at most \(Figures.digits(limit.perMinute)) a minute" }
    return text
  }

  /// How many requests there will be.
  private var requests: String {
    switch manifest.execution.load {
    case .iterations:
      let most = turns * manifest.execution.retryPolicy.maxAttempts
      return most > turns ? "\(turns), up to \(most) with retries" : "\(turns)"
    case .open(let load):
      var (total, rate) = (0.0, load.startRate ?? load.stages.first?.target ?? 0)
      for stage in load.stages {
        total += (rate + stage.target) / 2 * stage.duration.inSeconds
        rate = stage.target
      }
      return "about \(Int(total))"
    case .closed: return "as many as the users get through"
    }
  }

  /// The least time that it can take, seconds.
  private var estimate: Double? {
    if let length = manifest.execution.load.length { return length }
    guard let limit = manifest.execution.rateControl else { return nil }
    return max(0, Double(manifest.header.caseCount - limit.burst)) * 60 / limit.perMinute
  }
}
