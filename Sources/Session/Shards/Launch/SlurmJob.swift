import FoundationEssentials

/// The job file of a run that is shared out by Slurm. Pure.
package struct SlurmJob {
  private let folder: ShardsFolder
  private let plan: ShardsPlan

  package init(_ folder: ShardsFolder, _ plan: ShardsPlan) { (self.folder, self.plan) = (folder, plan) }

  /// A lost task or node takes none of the others with it.
  package var text: String {
    let path = URL(filePath: folder.paths.folder).standardizedFileURL.path
    let count = plan.wanted.count
    let own = plan.launcher.slurm.map { "#SBATCH \($0)\n" }.joined()
    let own2 = Self.quoted(plan.launcher.program)
    return """
      #!/bin/bash
      #SBATCH --job-name=floodgate-\(folder.paths.runID)
      #SBATCH --ntasks=\(count)
      #SBATCH --no-kill
      #SBATCH --output=/dev/null
      \(own)exec srun --ntasks=\(count) --no-kill --kill-on-bad-exit=0 --wait=0 --output=\(Self.quoted(path + "/shards/task-%t.log")) \\
        \(own2) shard \(Self.quoted(path))

      """
  }

  /// Whether none of the states that `squeue` prints is one of a job that goes on.
  static func isOver(_ states: String) -> Bool {
    let over: Set<Substring> = [
      "COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "PREEMPTED", "BOOT_FAIL", "DEADLINE",
      "OUT_OF_MEMORY",
    ]
    return states.split(whereSeparator: \.isWhitespace).allSatisfy(over.contains)
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
