import ArgumentParser
import CaseMatrix
import FoundationEssentials
import LoadEngine
import Report
import RunModel
import Scenario
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

  /// Reads and expands. `asksServer`: apps are asked for limits that only they know. Throws what is wrong, in words.
  func load(show: Int = 5, output: String? = nil, tellsWarnings: Bool = true, asksServer: Bool) async throws
    -> PreparedRun
  {
    let plan = try await plan(
      file, shard: try wantedShard(), tellsWarnings: tellsWarnings, asksServer: asksServer)
    return try naming(file) { try PreparedRun(plan, show: show, output: output) }
  }

  /// How what was loaded differs from an earlier scenario or manifest, of which the same cases are chosen. Throws
  /// what is wrong, in words.
  func diff(_ earlier: String, _ manifest: PreparedRun, show: Int) async throws -> PlanDiff {
    guard shard == nil else { throw UsageProblem("--shard and --diff do not go together") }
    var before = try await plan(earlier)
    return try naming(earlier) {
      _ = try before.pass(mayBeEmpty: true)
      return try PlanDiff(before, manifest.plan, show: min(max(0, show), PreparedRun.sampleLimit))
    }
  }

  private func plan(
    _ file: String, shard: ManifestShard? = nil, tellsWarnings: Bool = false, asksServer: Bool = false
  ) async throws -> ManifestPlan {
    let selection = try CaseSelection(tags: tags, ids: ids)
    let isWhole = shard == nil && selection == .everything
    if file.hasSuffix(".jsonl") || file.hasSuffix(".jsonl.gz") {
      let manifest = try ManifestFile(file, limit: maxCases ?? ManifestLines.caseLimit)
      if let present = manifest.header.shard, !isWhole {
        throw UsageProblem("\(file): it is shard \(present) already; choose from the whole manifest")
      }
      var header = manifest.header
      if !isWhole { header.metadata = CoverageFacts.removed(from: header.metadata) }
      return ManifestPlan(header: header, source: manifest, selection: selection, shard: shard)
    }
    var document = try besides.load(file)
    for warning in document.warnings where tellsWarnings { Terminal.write(warning.rendered + "\n") }
    if let seed { document.seed = seed }
    if asksServer { document = try await ServerLimits.ask(for: document) }
    return try naming(file) {
      let expansion = try CaseExpansion(
        document.matrices, seed: document.seed, limit: maxCases ?? CaseExpansion.defaultLimit)
      var header = document.header
      header.metadata["scenario_file"] = file
      header.metadata["scenario_hash"] = SHA256.hexadecimal(try ReportFile.readBytes(file))
      if isWhole { header.metadata.merge(expansion.coverageFacts) { $1 } }
      header.parts = ManifestPart.parts(of: document.matrices)
      return ManifestPlan(header: header, source: expansion, selection: selection, shard: shard)
    }
  }

  /// Puts the file's name before what is wrong.
  private func naming<Value>(_ file: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let problem as UsageProblem {
      throw problem
    } catch {
      throw UsageProblem("\(file): error: \(error)")
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
