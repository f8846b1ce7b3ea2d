import FoundationEssentials
import RunModel
import Yams

/// Reads scenario files.
package struct ScenarioLoader: Sendable {
  private let environment: EnvironmentExpansion
  /// Values that stand in place of a file's own.
  private let settings: [ScenarioSetting]

  /// A loader that knows these environment variables.
  package init(
    environment: [String: String] = ProcessInfo.processInfo.environment, settings: [ScenarioSetting] = []
  ) {
    (self.environment, self.settings) = (EnvironmentExpansion(variables: environment), settings)
  }

  /// Reads a file, and the files that it puts in; of a test plan as the seed has it, also the two files beside it.
  /// Throws ``ScenarioProblems`` with everything that is wrong.
  package func load(path: String, besides: TestPlanFiles = .init()) throws -> ScenarioDocument {
    guard let bytes = Self.read(path) else {
      throw ScenarioProblems(diagnostics: [
        Diagnostic(file: path, line: 0, column: 0, path: "", message: Self.whyNotRead(path))
      ])
    }
    return try load(
      SourceFile(name: path, bytes: bytes, environment: environment, read: Self.read), besides)
  }

  /// Reads a text. Throws ``ScenarioProblems`` with everything that is wrong.
  package func load(bytes: [UInt8], name: String) throws -> ScenarioDocument {
    try load(SourceFile(name: name, bytes: bytes, environment: environment, read: Self.read))
  }

  /// The keys that are asked for when a file is read, by section, whatever is wrong with it.
  package func askedKeys(bytes: [UInt8]) -> [String: Set<String>] {
    let file = SourceFile(name: "s.yaml", bytes: bytes, environment: environment, read: Self.read)
    _ = try? load(file)
    return file.asked
  }

  /// A file's content as plain values, the files that it puts in with it. Throws ``ScenarioProblems``.
  package func values(path: String) throws -> JSONValue {
    try values(bytes: Self.read(path) ?? [], name: path)
  }

  /// A text's content as plain values. Throws ``ScenarioProblems``.
  package func values(bytes: [UInt8], name: String) throws -> JSONValue {
    let file = SourceFile(name: name, bytes: bytes, environment: environment, read: Self.read)
    let value = file.root.flatMap {
      $0.mapping == nil ? nil : YAMLValue(node: $0, path: "", file: file).json()
    }
    guard let value, file.diagnostics.isEmpty else {
      throw ScenarioProblems(diagnostics: file.sortedDiagnostics)
    }
    return value
  }

  private func load(_ file: SourceFile, _ besides: TestPlanFiles = .init()) throws -> ScenarioDocument {
    var document: ScenarioDocument?
    for setting in settings { file.set(setting) }
    if let root = file.root, TestPlanTranslator.recognises(root) {
      document = TestPlanLoader(file: file).load(root, besides)
    } else if let root = file.root {
      document = FileKeys.document(YAMLValue(node: root, path: "", file: file))
    } else if file.diagnostics.isEmpty {
      file.report(nil, path: "", "the file is empty", expected: "a scenario; see Scenarios/quickstart.yaml")
    }
    guard var document, file.diagnostics.isEmpty else {
      throw ScenarioProblems(diagnostics: file.sortedDiagnostics)
    }
    document.variables = file.usage.called.sorted()
    document.warnings = file.warnings
    return document
  }

  /// The bytes of a file; `nil` for what is no file, or too large.
  private static func read(_ path: String) -> [UInt8]? {
    guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
      let kind = facts[.type] as? FileAttributeType, kind != .typeDirectory, kind != .typeCharacterSpecial,
      size(facts).map({ $0 <= SourceText.limit }) ?? true
    else { return nil }
    return FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  /// Why ``read(_:)`` gives nothing.
  private static func whyNotRead(_ path: String) -> String {
    guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else {
      return "there is no such file"
    }
    if facts[.type] as? FileAttributeType == .typeDirectory { return "it is a folder, not a file" }
    if let size = size(facts), size > SourceText.limit {
      return "it has \(size) bytes, and \(SourceText.limit) are the most"
    }
    return "it cannot be read"
  }

  private static func size(_ facts: [FileAttributeKey: Any]) -> Int? {
    (facts[.size] as? any BinaryInteger).map { Int($0) }
  }
}
