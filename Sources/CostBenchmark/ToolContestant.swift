import Foundation

/// Another load tool, where it is installed: the whole program, with its start. Blocking answers only: of events in a stream
/// they know nothing.
struct ToolContestant: Contestant {
  let name: String
  let tool: any OtherTool.Type

  /// Those that are on the path.
  static var installed: [ToolContestant] {
    let tools: [any OtherTool.Type] = [Hey.self, Wrk.self, K6.self, Locust.self]
    return tools.filter { path(of: $0.program) != nil }.map { ToolContestant(name: $0.program, tool: $0) }
  }

  func cost(of load: Load) throws -> Double {
    let folder = FileManager.default.temporaryDirectory.appending(path: "floodgate-cost-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if let script = tool.script(for: load) {
      try script.write(to: folder.appending(path: tool.scriptName), atomically: true, encoding: .utf8)
    }
    let before = CPUTime.ofEndedChildren
    let output = try Self.run(tool.program, tool.arguments(for: load), in: folder)
    let cost = CPUTime.ofEndedChildren - before
    guard let succeeded = tool.succeeded(output, in: folder), succeeded > 0 else {
      throw BrokenRound(name, output)
    }
    // Some do as many as fit their time, or their number of users.
    return cost * Double(load.requests) / Double(succeeded)
  }

  private static func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
  }

  /// Its output, when it has ended.
  private static func run(_ program: String, _ arguments: [String], in folder: URL) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path(of: program) ?? program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
