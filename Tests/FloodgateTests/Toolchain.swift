import Foundation

/// The compiler's tools, over the modules that were built beside these tests.
enum Toolchain {
  /// The package's folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()

  private static let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().path()

  /// A program that was built beside these tests.
  static func product(_ name: String) -> String { products + name }

  /// Where modules are found; modules of C have maps of their own.
  static func modules() throws -> [String] {
    let system = ["CLinux", "CSHA", "CZlib", "CCurl"].map { root + "Sources/\($0)/module.modulemap" }
    let maps = system + (try moduleMaps(in: products)) + (try moduleMaps(in: root + ".build/checkouts"))
    return ["-I", products + "Modules"] + maps.flatMap { ["-Xcc", "-fmodule-map-file=" + $0] }
  }

  /// The maps of modules in C that dependencies bring with them.
  private static func moduleMaps(in folder: String) throws -> [String] {
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let pattern = #/(^|\/)(C[A-Z][A-Za-z]*|_[A-Za-z]+Shims)(\.build)?\/(include\/)?module\.modulemap$/#
    return files.filter { $0.contains(pattern) }.map {
      folder + ($0.hasPrefix("/") || folder.hasSuffix("/") ? "" : "/") + $0
    }
  }

  /// Runs one of the tools; gives what it wrote to both of its outputs.
  static func run(_ tool: String, _ arguments: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
