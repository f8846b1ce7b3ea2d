import Foundation
import Report
import RunModel
import Testing

/// A real Slurm of four nodes on this machine (`Scripts/slurm`): a shard killed, a node drained.
@Suite(
  .serialized,
  .enabled(
    if: getuid() == 0 && Repository.has("slurmctld") && Repository.has("slurmd") && Repository.has("munged")))
struct SlurmTests {
  private static let scenario = """
    name: shared
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 0, events: 3}}
    matrix: {n: {from: 1, to: 1200}}
    execution: {concurrency: 4}
    """

  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  /// Does something while the cluster is up; it gets the environment of its commands.
  private func withCluster(_ body: ([String: String]) throws -> Void) throws {
    let folder = program.folder + "/slurm"
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let (code, output) = try Repository.call(["Scripts/slurm", "start", folder, "4"])
    defer { _ = try? Repository.call(["Scripts/slurm", "stop", folder]) }
    try #require(code == 0 && output.contains("SLURM_CONF="), "\(output)")
    try body(["SLURM_CONF": folder + "/slurm.conf"])
  }

  private func arguments(_ shards: Int) throws -> [String] {
    ["submit", try program.scenario(Self.scenario), "--reports", program.folder + "/r", "--on", "slurm"]
      + ["--shards", "\(shards)", "--quiet"]
  }

  private func begin(_ shards: Int, _ environment: [String: String]) throws -> Process {
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = try arguments(shards)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    try process.run()
    return process
  }

  private func folder() throws -> String {
    program.folder + "/r/" + (try #require(try program.runFolders().last))
  }

  private func waitForResults(of shard: Int, while process: Process) throws {
    while process.isRunning {
      if let folder = try? folder() {
        let run = URL(filePath: folder).lastPathComponent
        let path = "\(folder)/shards/\(run)-\(shard)/results.ndjson.gz"
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        if size ?? 0 > 100 { return }
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
  }

  @Test func aShardIsKilledAndResumed() throws {
    try withCluster { environment in
      let process = try begin(4, environment)
      try waitForResults(of: 2, while: process)
      let shard = try #require(
        ShardProcess.id {
          $0.contains(program.folder) && $0.contains("\0shard\0") && $1.contains("\0SLURM_PROCID=1\0")
        })
      kill(shard, SIGKILL)
      process.waitUntilExit()
      #expect(process.terminationStatus == 5)
      let lost = try program.report(withResults: false)
      #expect(lost.parts?.count == 3 && lost.measurements.inclusive.total == 900)
      #expect((lost.reasons ?? []).contains { $0.kind == .shardsMissing && $0.text.contains("2/4") })
      #expect(lost.notes.contains { $0.contains("shard 2/4 was lost: Slurm job") }, "\(lost.notes)")
      let resumed = try program.call(["resume", try folder(), "--quiet"], environment: environment)
      #expect(resumed.code == 0, "\(resumed)")
      #expect(try program.report().measurements.inclusive.total == 1200)
    }
  }

  /// A node that is drained does what it has, and takes nothing new.
  @Test func aNodeIsDrained() throws {
    try withCluster { environment in
      let process = try begin(4, environment)
      try waitForResults(of: 1, while: process)
      let drained = try Repository.call(
        ["scontrol", "update", "nodename=n4", "state=drain", "reason=test"], environment: environment)
      #expect(drained.code == 0, "\(drained.output)")
      process.waitUntilExit()
      #expect([0, 5].contains(process.terminationStatus))
      let whole = try program.report()
      #expect(
        whole.parts?.count == 4 && whole.measurements.inclusive.total == 1200 && whole.manifest.shard == nil)
      let rest = try program.call(try arguments(3), environment: environment)
      #expect([0, 5].contains(rest.code), "\(rest)")
      let nodes = try Repository.call(["sinfo", "--noheader", "--format=%T %D"], environment: environment)
      #expect(nodes.output.contains("drained 1"), "\(nodes.output)")
      #expect(try program.report().parts?.count == 3)
    }
  }
}
