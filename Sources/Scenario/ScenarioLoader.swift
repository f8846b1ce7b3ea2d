import FoundationEssentials
import RunModel
import Yams

/// Reads scenario files.
public struct ScenarioLoader: Sendable {
  private let environment: EnvironmentExpansion

  /// A loader that knows these environment variables.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = EnvironmentExpansion(variables: environment)
  }

  /// Reads a file. Throws ``ScenarioProblems`` with everything that is wrong.
  public func load(path: String) throws -> ScenarioDocument {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ScenarioProblems(diagnostics: [
        Diagnostic(file: path, line: 0, column: 0, path: "", message: "the file cannot be read")
      ])
    }
    return try load(bytes: [UInt8](data), name: path)
  }

  /// Reads a text. Throws ``ScenarioProblems`` with everything that is wrong.
  public func load(bytes: [UInt8], name: String) throws -> ScenarioDocument {
    let file = SourceFile(name: name, bytes: bytes)
    var document: ScenarioDocument?
    if let root = file.root {
      document = YAMLReader(root, file, environment, path: "").map { ScenarioDecoder(file: file).decode($0) }
    } else if file.diagnostics.isEmpty {
      file.report(nil, path: "", "the file is empty", expected: "a scenario; see Scenarios/quickstart.yaml")
    }
    guard let document, file.diagnostics.isEmpty else {
      throw ScenarioProblems(
        diagnostics: file.diagnostics.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
    return document
  }
}
