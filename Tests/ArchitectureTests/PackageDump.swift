import Foundation

/// The package as `swift package dump-package` describes it.
struct PackageDump: Decodable {
  struct Target: Decodable {
    var name: String
    var type: String
    var dependencies: [Dependency]
  }

  /// `{"byName": [name, null]}` or `{"product": [name, package, null, null]}`.
  struct Dependency: Decodable {
    var byName: [String?]?
    var product: [String?]?
    var target: [String?]?
  }

  var targets: [Target]

  static let root = URL(filePath: #filePath, relativeTo: nil)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The dump, made once: the package manager takes a second.
  static let shared = Result { try load() }

  /// Runs the package manager in a scratch folder of its own, so that it never waits for the build that runs
  /// the tests.
  private static func load() throws -> PackageDump {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--package-path", root.path(), "--scratch-path", root.path() + ".build-dump",
      "dump-package",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode(PackageDump.self, from: data)
  }

  /// Names of a target's direct dependencies; products are prefixed with their package.
  func dependencies(of name: String) -> Set<String> {
    let target = targets.first { $0.name == name }
    let names = (target?.dependencies ?? []).compactMap { dependency -> String? in
      if let product = dependency.product {
        return product.prefix(2).reversed().compactMap(\.self).joined(separator: "/")
      }
      return (dependency.byName ?? dependency.target)?.first ?? nil
    }
    return Set(names)
  }
}
