import Glibc
import RunModel

/// Starts the shards as processes of this machine.
struct LocalLauncher: ShardLauncher {
  /// floodgate's own file.
  let program: String

  func launch(_ folder: ShardsFolder, _ plan: ShardsPlan) async throws -> any LaunchedShards {
    var children: [Int: ChildProcess] = [:]
    do {
      for number in plan.wanted {
        children[number] = try ChildProcess(
          [program, "shard", folder.paths.folder, "--number", "\(number)"], output: folder.log(of: number))
      }
    } catch {
      for child in children.values { child.send(SIGKILL) }
      throw error
    }
    return Processes(children: children)
  }

  func jobFile(_ folder: ShardsFolder, _ plan: ShardsPlan) -> String? { nil }

  private struct Processes: LaunchedShards {
    let children: [Int: ChildProcess]

    var words: String? { nil }

    func ended() -> [Int: String] { children.compactMapValues { $0.look()?.words } }

    /// They are given no time: what they were asked to do in order they have not done.
    func end() async { for child in children.values { child.send(SIGKILL) } }
  }
}

extension CommandLine {
  /// The file of this program.
  static var ownProgram: String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes {
      readlink("/proc/self/exe", $0.bindMemory(to: CChar.self).baseAddress!, $0.count)
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : "floodgate"
  }
}
