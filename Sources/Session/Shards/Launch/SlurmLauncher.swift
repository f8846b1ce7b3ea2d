import FoundationEssentials
import Report
import RunModel

/// Starts the shards as the tasks of one Slurm job, which all begin together: those of a job array do not.
struct SlurmLauncher: ShardLauncher {
  let options: LauncherOptions

  func launch(_ folder: ShardsFolder, _ plan: ShardsPlan) async throws -> any LaunchedShards {
    let path = folder.paths.folder + "/job.sh"
    try ReportFile.writeBytes(Array(SlurmJob(folder, plan).text.utf8), to: path)
    let answer = try await ChildProcess.call(["sbatch", "--parsable", path])
    // The last line; others are warnings.
    guard let line = answer.split(separator: "\n").last, let id = Int(line.prefix { $0.isNumber }) else {
      throw UsageProblem("sbatch did not name a job: \(answer.cropped(200))")
    }
    return Job(id: id, shards: plan.wanted)
  }

  func jobFile(_ folder: ShardsFolder, _ plan: ShardsPlan) -> String? { SlurmJob(folder, plan).text }

  private struct Job: LaunchedShards {
    let id: Int
    let watch: JobWatch

    init(id: Int, shards: [Int]) {
      self.id = id
      watch = JobWatch { await Self.ended(id, shards) }
    }

    var words: String? { "Slurm job \(id)" }

    func ended() -> [Int: String] { watch.ended }

    func end() async { _ = try? await ChildProcess.call(["scancel", "\(id)"]) }

    /// The job's tasks are not told apart: `srun` waits for all of them.
    private static func ended(_ id: Int, _ shards: [Int]) async -> [Int: String]? {
      let over = "was lost: Slurm job \(id) has ended"
      do {
        let states = try await ChildProcess.call(["squeue", "--noheader", "--format=%T", "--jobs=\(id)"])
        let isOver = SlurmJob.isOver(states)
        return isOver ? Dictionary(uniqueKeysWithValues: shards.map { ($0, over) }) : [:]
      } catch {
        // A job that is long over is not known any more; other faults pass.
        return "\(error)".contains("Invalid job id")
          ? Dictionary(uniqueKeysWithValues: shards.map { ($0, over) }) : nil
      }
    }
  }
}
