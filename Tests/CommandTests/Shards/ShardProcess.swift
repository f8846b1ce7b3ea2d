import Foundation

/// Finds a shard's process, as the system lists it.
enum ShardProcess {
  /// The identifier of the first process whose command line and environment, with a zero before, between and after their
  /// texts, are so.
  static func id(_ isIt: (_ command: String, _ environment: String) -> Bool) -> pid_t? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.first { id in
      let (command, environment) = (text("/proc/\(id)/cmdline"), text("/proc/\(id)/environ"))
      return isIt(command, environment)
    }
  }

  private static func text(_ path: String) -> String {
    "\0" + String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
