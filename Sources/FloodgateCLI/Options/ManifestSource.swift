import ArgumentParser
import CaseMatrix
import FoundationEssentials
import LoadEngine
import Report
import RunModel
import Scenario
import Session
import Statistics

/// Where a manifest comes from: a scenario, or a manifest that `plan` has written.
struct ManifestSource: ParsableArguments {
  @Argument(
    help: "A scenario or a test plan (YAML), or a manifest written by 'floodgate plan' (.jsonl or .jsonl.gz)."
  )
  var file: String

  @OptionGroup var besides: TestPlanOptions

  @Option(help: "The most cases that there may be (100000 of a scenario, 10000000 of a manifest).")
  var maxCases: Int?

  @Option(help: "Another seed than the scenario's.")
  var seed: UInt64?

  @Option(
    name: .customLong("tag"),
    help: "Only cases with this tag, name=value or name; of one name any value, of several names all.")
  var tags: [String] = []

  @Option(name: .customLong("id"), help: "Only cases whose id begins so; may be repeated.")
  var ids: [String] = []

  @Option(help: "Only this part of the cases, such as 2/4; 'merge' joins the parts' reports.")
  var shard: String?

  /// Reads and expands. `asksServer`: apps are asked for limits that only they know; `adjust` sets what else is wanted of
  /// the loader. Throws what is wrong, in words.
  func load(
    show: Int = 5, output: String? = nil, tellsWarnings: Bool = true, asksServer: Bool,
    _ adjust: (inout ManifestLoader) throws -> Void = { _ in }
  ) async throws -> PreparedRun {
    var loader = try loader
    loader.asksServer = asksServer
    if tellsWarnings { loader.warn = { Terminal.write($0 + "\n") } }
    try adjust(&loader)
    return try await loader.load(file, show: show, output: output)
  }

  /// How what was loaded differs from an earlier scenario or manifest, of which the same cases are chosen. Throws
  /// what is wrong, in words.
  func diff(_ earlier: String, _ manifest: PreparedRun, show: Int) async throws -> PlanDiff {
    guard shard == nil else { throw UsageProblem("--diff compares whole scenarios: leave --shard out") }
    return try await loader.diff(earlier, manifest, show: show)
  }

  private var loader: ManifestLoader {
    get throws {
      var loader = ManifestLoader()
      loader.besides = besides.files
      loader.selection = try CaseSelection(tags: tags, ids: ids)
      (loader.maxCases, loader.seed, loader.shard) = (maxCases, seed, try wantedShard())
      return loader
    }
  }

  private func wantedShard() throws -> ManifestShard? {
    guard let shard else { return nil }
    guard let wanted = ManifestShard(shard) else {
      throw UsageProblem(
        "--shard is '\(shard)', expected i/n: from 1/n to n/n, with n at most \(ManifestShard.limit)")
    }
    return wanted
  }
}
