import Foundation

/// Files of the repository, and tools that may be installed.
enum Repository {
  static let root = PipelinesTests.root

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Whether a program is on the PATH.
  static func has(_ tool: String) -> Bool { (try? call(["sh", "-c", "command -v \(tool)"]).code) == 0 }

  /// Calls a program in the repository's root and waits for its end.
  static func call(_ arguments: [String], environment: [String: String] = [:], folder: URL = root) throws -> (
    code: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
