import FoundationEssentials
import Judgement
import LoadEngine
import Pages
import Report
import RunModel

/// Runs of two sides in turns, A B B A A B B A: what drifts slowly meets both alike.
package struct PairedRuns {
  /// A side.
  package enum Side: String {
    case first
    case second
  }

  package let first: PreparedRun
  package let second: PreparedRun
  /// What each run is judged by.
  package let gate: Gate
  package let pairs: Int
  package let options: RunSession.Options
  package let token: CancellationToken
  /// Hears of each run that ended: the pair's number, the side, and what came of it.
  package let heard: (Int, Side, RunSession.Outcome) -> Void

  package init(
    first: PreparedRun, second: PreparedRun, gate: Gate, pairs: Int, options: RunSession.Options,
    token: CancellationToken, heard: @escaping (Int, Side, RunSession.Outcome) -> Void
  ) {
    (self.first, self.second, self.gate, self.pairs) = (first, second, gate, pairs)
    (self.options, self.token, self.heard) = (options, token, heard)
  }

  /// The most pairs.
  package static let limit = 100

  /// What came of them.
  package struct Outcome {
    /// `nil` when no pair was run to its end.
    package var comparison: Comparison?
    /// `Reports/<time>-<name>-pairs-<id>`.
    package var folder: String
    package var page: String { folder + "/comparison.html" }
  }

  /// The order of the runs.
  package static func order(_ pairs: Int) -> [(pair: Int, side: Side)] {
    (1...max(1, pairs)).flatMap { pair -> [(pair: Int, side: Side)] in
      let sides: [Side] = pair.isMultiple(of: 2) ? [.second, .first] : [.first, .second]
      return sides.map { (pair, $0) }
    }
  }

  /// Runs all, writes each run's report, and the comparison of the pairs of which both runs came to their end. Throws
  /// what kept a run from beginning.
  package func run(_ comparer: Comparer) async throws -> Outcome {
    let folder = try RunPaths(name: first.header.name + "-pairs", parent: options.reports, now: Date()).folder
    var reports: [Side: [Int: String]] = [:]
    options.live?.follows(true)
    defer { options.live?.follows(false) }
    for (pair, side) in Self.order(pairs) where token.stage == .none {
      var options = options
      options.reports = "\(folder)/\(side.rawValue)"
      options.facts[ReportDocument.pairFact] = String(pair)
      let session = RunSession(
        manifest: side == .first ? first : second, gate: gate, options: options, token: token)
      let outcome = try await session.run()
      heard(pair, side, outcome)
      if outcome.report.verdict != .interrupted { reports[side, default: [:]][pair] = outcome.paths.report }
    }
    let whole = (reports[.first] ?? [:]).keys.filter { reports[.second]?[$0] != nil }.sorted()
    guard !whole.isEmpty else { return Outcome(folder: folder) }
    let sides = try [Side.first, .second].map { side in
      try SideFiles.read(whole.compactMap { reports[side]?[$0] })
    }
    var comparer = comparer
    comparer.isPaired = SideFiles.arePairs(sides[0], sides[1])
    let comparison = comparer.compare(sides[0], sides[1])
    try comparison.write(to: folder)
    options.listAnew()
    return Outcome(comparison: comparison, folder: folder)
  }
}

extension Comparison {
  /// Writes its page, its Markdown and its JSON into a folder.
  func write(to folder: String) throws {
    for (name, suffix) in [("markdown", "md"), ("json", "json"), ("html", "html")] {
      let bytes = try ComparisonFormats.renderer(named: name)?(self) ?? []
      try ReportFile.writeBytes(bytes, to: "\(folder)/comparison.\(suffix)")
    }
  }
}
