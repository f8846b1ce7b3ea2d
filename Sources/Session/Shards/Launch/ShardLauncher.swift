import RunModel

/// Starts the shards of a run: on this machine, by a batch system, by a cluster. Everything else of such a run is the same
/// for all.
package protocol ShardLauncher: Sendable {
  /// Starts those that the plan wants done. Throws ``UsageProblem`` when they cannot be.
  func launch(_ folder: ShardsFolder, _ plan: ShardsPlan) async throws -> any LaunchedShards
  /// The job file that it would hand in; `nil` when there is none.
  func jobFile(_ folder: ShardsFolder, _ plan: ShardsPlan) -> String?
}

/// Shards that were started.
package protocol LaunchedShards: Sendable {
  /// Where they run, for whoever looks; `nil` when there is nothing to say.
  var words: String? { get }
  /// Those that are over, by number, and how each ended.
  func ended() -> [Int: String]
  /// Ends at once what is left of them.
  func end() async
}

/// Who starts the shards, and what he has to know for that.
package struct LauncherOptions: Sendable, Equatable, Codable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// Threads and processes of this machine.
    case workers, local
    case slurm, kubernetes

    /// Whether a file that one of them has written is there for all at once.
    var isOfThisMachine: Bool { self == .workers || self == .local }

    /// How long a shard waits for the others, when nothing else was asked for: machines have to be found, images loaded.
    var gatherSeconds: Double {
      switch self {
      case .workers, .local: 60
      case .slurm: 120
      case .kubernetes: 600
      }
    }
  }

  package var kind: Kind
  /// floodgate, where the shards run.
  package var program: String
  /// Options for `sbatch`.
  package var slurm: [String] = []
  package var kubernetes = KubernetesOptions()

  package init(_ kind: Kind, program: String) { (self.kind, self.program) = (kind, program) }

  /// Who does it.
  package var launcher: any ShardLauncher {
    switch kind {
    case .workers: WorkersLauncher()
    case .local: LocalLauncher(program: program)
    case .slurm: SlurmLauncher(options: self)
    case .kubernetes: KubernetesLauncher(options: kubernetes)
    }
  }

  /// This program's own file.
  package static var ownProgram: String { CommandLine.ownProgram }
}
