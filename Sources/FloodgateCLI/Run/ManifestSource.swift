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

  @Option(help: "The most cases that the matrix may have.")
  var maxCases = CaseExpansion.defaultLimit

  @Option(help: "Another seed than the scenario's.")
  var seed: UInt64?

  /// Reads and expands. Throws what is wrong, in words.
  func load() throws -> PreparedRun {
    if file.hasSuffix(".jsonl") || file.hasSuffix(".jsonl.gz") { return try loadManifest() }
    var document = try ScenarioLoader().load(path: file)
    if let seed { document.seed = seed }
    do {
      let expansion = try CaseExpansion(document.matrices, seed: document.seed, limit: maxCases)
      var header = document.header
      header.metadata["scenario_file"] = file
      header = try ManifestLines.sealed(header) { try expansion.forEach($0) }
      return PreparedRun(
        header: header, cases: ExpandedCases(expansion: expansion, caseCount: header.caseCount))
    } catch {
      throw UsageProblem("\(file): error: \(error)")
    }
  }

  private func loadManifest() throws -> PreparedRun {
    let bytes = try ReportFile.readBytes(file)
    do {
      let plain = bytes.starts(with: [0x1f, 0x8b]) ? try Gzip.decompress(bytes) : bytes
      let manifest = try ManifestLines.decode(plain)
      return PreparedRun(header: manifest.header, cases: manifest)
    } catch {
      throw UsageProblem("\(file): \(error)")
    }
  }
}
