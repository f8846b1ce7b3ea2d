import FoundationEssentials
import LoadEngine
import MockDify
import Report
import RunModel
import Synchronization

/// Runs the shards as workers of this process, each with a loop, transports and a recorder of its own. Stand-ins and the
/// limits at which the run ends early are the same for all.
struct WorkersLauncher: ShardLauncher {
  func launch(_ folder: ShardsFolder, _ plan: ShardsPlan) async throws -> any LaunchedShards {
    let header = try ManifestFile(folder.paths.manifest, limit: .max).header
    let standIns = plan.stub ? [:] : try await StandIns.start(header.targets)
    return Workers(WorkersInCommon(plan, standIns), folder, plan)
  }

  func jobFile(_ folder: ShardsFolder, _ plan: ShardsPlan) -> String? { nil }
}

/// Workers under way.
private final class Workers: LaunchedShards {
  private let ends = Mutex<[Int: String]>([:])
  private let token = CancellationToken()
  private let inCommon: WorkersInCommon

  init(_ inCommon: WorkersInCommon, _ folder: ShardsFolder, _ plan: ShardsPlan) {
    self.inCommon = inCommon
    Task.detached { [self] in
      await withTaskGroup(of: Void.self) { tasks in
        for number in plan.wanted { tasks.addTask { await self.work(number, folder) } }
      }
      for server in inCommon.standIns.values { await server.shutdown() }
    }
  }

  private func work(_ number: Int, _ folder: ShardsFolder) async {
    var words = "has ended"
    do {
      var session = try ShardSession(folder, number: number, token: token)
      session.inCommon = inCommon
      _ = try await session.run()
    } catch {
      inCommon.gate.callOff("worker \(number): \(error)")
      try? ReportFile.writeBytes(Array("\(error)\n".utf8), to: folder.log(of: number))
      words = "ended with an error"
    }
    ends.withLock { $0[number] = words }
  }

  var words: String? { nil }

  func ended() -> [Int: String] { ends.withLock(\.self) }

  func end() async {
    inCommon.gate.callOff("it was interrupted before the load began")
    token.abort()
  }
}
