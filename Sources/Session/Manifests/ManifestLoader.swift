import CaseMatrix
import FoundationEssentials
import LoadEngine
import MockDify
import Report
import RunModel
import Scenario
import Statistics

/// From a scenario or a manifest on disk, or a scenario's text, to what can be run.
package struct ManifestLoader: Sendable {
  /// The files that belong to a test plan.
  package var besides = TestPlanFiles()
  /// The most cases that there may be; `nil` for the usual limits.
  package var maxCases: Int?
  /// Another seed than the scenario's.
  package var seed: UInt64?
  /// Which cases are wanted.
  package var selection = CaseSelection.everything
  /// Which part of them.
  package var shard: ManifestShard?
  /// Whether apps are asked for limits that only they know.
  package var asksServer = false
  /// How many bytes of a scenario's cases are looked at; `nil` for all, which a run needs.
  package var lookLimit: Int?
  /// The folder of its runs, when it is to be run.
  package var runs: String?
  /// Whether the cases' tags are noted for thresholds that come later; they are for those of the scenario that name some.
  package var notesTags = false
  /// Where the scenario's `${NAME}` come from.
  package var environment = ProcessInfo.processInfo.environment
  /// Values that stand in place of the scenario's own.
  package var settings: [ScenarioSetting] = []
  /// Hears what in a scenario does nothing.
  package var warn: @Sendable (String) -> Void = { _ in }

  package init() {}

  /// Reads and expands a file. Throws what is wrong, in words.
  package func load(_ file: String, show: Int = 5, output: String? = nil) async throws -> PreparedRun {
    let plan = try await plan(file)
    return try naming(file) { try prepared(plan, show: show, output: output) }
  }

  /// Reads and expands a scenario's text. Throws what is wrong, in words.
  package func load(text: String, name: String) async throws -> PreparedRun {
    let bytes = Array(text.utf8)
    let document = try ScenarioLoader(environment: environment).load(bytes: bytes, name: name)
    let plan = try await plan(document, file: name, bytes: bytes)
    return try naming(name, bytes) { try prepared(plan) }
  }

  /// Checks and counts a manifest that was made in code. Throws what is wrong, in words.
  package func load(_ manifest: RunManifest) throws -> PreparedRun {
    let problems = manifest.execution.problems
    guard problems.isEmpty else { throw InvalidManifest(problems: problems) }
    return try prepared(ManifestPlan(header: manifest.header, source: CasesInMemory(manifest.cases)))
  }

  private func prepared(_ plan: ManifestPlan, show: Int = 5, output: String? = nil) throws -> PreparedRun {
    let notesTags = notesTags || RunGate.nameTags(plan.header.thresholds.map(\.expression))
    return try PreparedRun(plan, show: show, output: output, notesTags: notesTags, runs: runs)
  }

  /// How what was loaded differs from an earlier scenario or manifest, of which the same cases are chosen.
  package func diff(_ earlier: String, _ manifest: PreparedRun, show: Int) async throws -> PlanDiff {
    var plain = self
    (plain.asksServer, plain.warn) = (false, { _ in })
    var before = try await plain.plan(earlier)
    return try naming(earlier) {
      _ = try before.pass(mayBeEmpty: true)
      return try PlanDiff(before, manifest.plan, show: min(max(0, show), PreparedRun.sampleLimit))
    }
  }

  private var isWhole: Bool { shard == nil && selection == .everything }

  private func plan(_ file: String) async throws -> ManifestPlan {
    if file.hasSuffix(".jsonl") || file.hasSuffix(".jsonl.gz") {
      guard settings.isEmpty else {
        throw UsageProblem("\(file): values are set of a scenario, not of a manifest")
      }
      return try writtenPlan(file)
    }
    let document = try ScenarioLoader(environment: environment, settings: settings)
      .load(path: file, besides: besides)
    return try await plan(document, file: file, bytes: try ReportFile.readBytes(file))
  }

  /// A manifest that `plan` has written.
  private func writtenPlan(_ file: String) throws -> ManifestPlan {
    let manifest = try ManifestFile(file, limit: maxCases ?? ManifestLines.caseLimit)
    if let present = manifest.header.shard, !isWhole {
      throw UsageProblem("\(file): it is shard \(present) already; choose from the whole manifest")
    }
    var header = manifest.header
    if !isWhole { header.metadata = CoverageFacts.removed(from: header.metadata) }
    return ManifestPlan(header: header, source: manifest, selection: selection, shard: shard)
  }

  private func plan(_ loaded: ScenarioDocument, file: String, bytes: [UInt8]) async throws -> ManifestPlan {
    var document = loaded
    for warning in document.warnings { warn(warning.rendered) }
    if let seed { document.seed = seed }
    if asksServer { document = try await ServerLimits.ask(for: document, in: environment) }
    return try naming(file) {
      if document.scenarios.contains(where: { $0.execution?.load.shape.followsCases ?? false }) {
        throw UsageProblem(
          "a replay is the load of the whole file: load: stands beside scenarios:, not in one of them")
      }
      if let replay = document.execution.load.load(as: ReplayLoad.self) {
        return try replayed(replay, document, file: file, bytes: bytes)
      }
      let expansion = try CaseExpansion(
        document.matrices, seed: document.seed, limit: maxCases ?? CaseExpansion.defaultLimit)
      var header = header(of: document, file: file, bytes: bytes)
      if isWhole { header.metadata.merge(expansion.coverageFacts) { $1 } }
      header.parts = ManifestPart.parts(of: document.matrices)
      var plan = ManifestPlan(header: header, source: expansion, selection: selection, shard: shard)
      plan.lookLimit = lookLimit
      return plan
    }
  }

  func header(of document: ScenarioDocument, file: String, bytes: [UInt8]) -> ManifestHeader {
    var header = document.header
    header.metadata["scenario_file"] = file
    header.metadata["scenario_hash"] = SHA256.hexadecimal(bytes)
    if !settings.isEmpty {
      let words = settings.map { "\($0.path.joined(separator: "."))=\(header.redacted($0.value))" }
      header.metadata["settings"] = words.joined(separator: ", ")
    }
    header.cleanTags(in: environment)
    return header
  }

  /// Puts the file's name before what is wrong, and its place where that can be found.
  private func naming<Value>(_ file: String, _ bytes: [UInt8]? = nil, _ body: () throws -> Value) throws
    -> Value
  {
    do {
      return try body()
    } catch let problem as UsageProblem {
      throw problem
    } catch let problem as MockConfiguration.Problem {
      let bytes = bytes ?? (try? ReportFile.readBytes(file)) ?? []
      throw ScenarioProblems(problem, in: bytes, of: file)
    } catch let problem as ReportFile.Problem {
      throw problem
    } catch let problem as Template.UnknownParameter {
      let message = problem.isElsewhere ? "\(problem)" : "'${input.\(problem.name)}' names no parameter"
      let bytes = bytes ?? (try? ReportFile.readBytes(file)) ?? []
      throw ScenarioProblems(diagnostics: [
        Diagnostic(
          message, at: "${input.\(problem.name)", in: bytes, of: file, suggestion: problem.nearest)
      ])
    } catch {
      throw UsageProblem("\(file): error: \(error)")
    }
  }
}
