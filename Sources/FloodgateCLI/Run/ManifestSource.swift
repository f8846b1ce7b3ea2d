import ArgumentParser
import CaseMatrix
import FoundationEssentials
import LoadEngine
import Report
import RunModel
import Scenario

/// Where a manifest comes from: a scenario, or a manifest that `plan` has written.
struct ManifestSource: ParsableArguments {
  @Argument(help: "A scenario (YAML), or a manifest written by 'floodgate plan' (.jsonl or .jsonl.gz).")
  var file: String

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

  /// Reads and expands. Throws what is wrong, in words.
  func load(show: Int = 5, output: String? = nil) throws -> PreparedRun {
    var plan = try Self.plan(file, maxCases: maxCases, seed: seed, try selection())
    plan.header.shard = try wantedShard(of: plan.header) ?? plan.header.shard
    do {
      return try PreparedRun(plan, show: show, output: output)
    } catch let problem as UsageProblem {
      throw problem
    } catch {
      throw UsageProblem("\(file): error: \(error)")
    }
  }

  /// The plan of a file. Throws what is wrong, in words.
  static func plan(
    _ file: String, maxCases: Int?, seed: UInt64?, _ selection: CaseSelection = .everything
  ) throws -> ManifestPlan {
    if file.hasSuffix(".jsonl") || file.hasSuffix(".jsonl.gz") {
      let manifest = try ManifestFile(file, limit: maxCases ?? ManifestLines.caseLimit)
      return ManifestPlan(header: manifest.header, source: manifest, selection: selection)
    }
    var document = try ScenarioLoader().load(path: file)
    if let seed { document.seed = seed }
    do {
      let expansion = try CaseExpansion(
        document.matrices, seed: document.seed, limit: maxCases ?? CaseExpansion.defaultLimit)
      var header = document.header
      header.metadata["scenario_file"] = file
      header.parts = ManifestPart.parts(of: document.matrices)
      return ManifestPlan(header: header, source: expansion, selection: selection)
    } catch {
      throw UsageProblem("\(file): error: \(error)")
    }
  }

  private func selection() throws -> CaseSelection { try CaseSelection(tags: tags, ids: ids) }

  private func wantedShard(of header: ManifestHeader) throws -> ManifestShard? {
    guard let shard else { return nil }
    guard let wanted = ManifestShard(shard) else {
      throw UsageProblem(
        "--shard is '\(shard)', expected i/n: from 1/n to n/n, with n at most \(ManifestShard.limit)")
    }
    if let present = header.shard {
      throw UsageProblem("\(file): it is shard \(present) already; take shards of the whole manifest")
    }
    return wanted
  }
}
