import FoundationEssentials
import Report
import RunModel

/// The folder of a run that is shared out. It is all that the shards have in common: there is no server.
///
/// `manifest.jsonl` and `shards.json` say what is to be done, `shards/` holds a run's folder for each shard and what it
/// printed, `together-1/` (2 when it is resumed) the shards' words to each other. `report.json.gz` is the whole's.
package struct ShardsFolder: Sendable {
  package let paths: RunPaths

  package init(_ folder: String) { paths = RunPaths(folder: folder) }

  /// Whether a folder is that of a run that is shared out.
  package static func isOne(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + planName)
  }

  private static let planName = "shards.json"
  private var planPath: String { paths.folder + "/" + Self.planName }

  /// Where the shards' folders lie.
  package var shards: String { paths.folder + "/shards" }
  /// The name of a shard's folder: that of its run.
  package func name(of shard: Int) -> String { "\(paths.runID)-\(shard)" }
  /// A shard's run.
  package func run(of shard: Int) -> RunPaths { RunPaths(folder: shards + "/" + name(of: shard)) }
  /// What a shard printed.
  package func log(of shard: Int) -> String { "\(shards)/\(shard).log" }
  /// What the shards of an attempt say to each other.
  package func words(of attempt: Int) -> ShardsWords {
    ShardsWords(folder: "\(paths.folder)/together-\(attempt)")
  }

  /// Throws ``UsageProblem`` for a folder that has no plan, or none that this build understands.
  package func plan() throws -> ShardsPlan {
    guard Self.isOne(paths.folder) else {
      throw UsageProblem(
        "\(paths.folder): there is no \(Self.planName), so it is no run that is shared out; `floodgate serve` shows others"
      )
    }
    guard let bytes = try? ReportFile.readBytes(planPath, limit: 1 << 22),
      let plan = try? DocumentDecoder.decode(ShardsPlan.self, from: bytes), plan.isSound
    else { throw UsageProblem("\(planPath): it is damaged, or was written by another version of floodgate") }
    return plan
  }

  /// Writes the plan, and makes the folders that its attempt needs. Throws what kept it.
  func begin(_ plan: ShardsPlan) throws {
    for folder in [shards, words(of: plan.attempt).folder, words(of: plan.attempt).stops] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try ReportFile.writeBytes(CanonicalEncoder.bytes(of: plan), to: planPath)
  }

  /// Lists a shard's folder: a system that shares it looks at what is there now.
  func refresh(_ shard: Int) {
    _ = try? FileManager.default.contentsOfDirectory(atPath: run(of: shard).folder)
  }

  /// The last line that a shard printed; `nil` when it printed nothing.
  func lastWords(of shard: Int) -> String? {
    let bytes = (try? ReportFile.readBytes(log(of: shard), limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").last.map { String($0).cropped(300) }
  }
}
