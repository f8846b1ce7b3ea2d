import Foundation
import RunModel
import Scenario
import Testing

/// Files in a folder of their own, loaded.
enum TemporaryFiles {
  /// Writes the files and loads one of them.
  static func load(_ name: String, _ files: [String: String], _ environment: [String: String] = [:]) throws
    -> ScenarioDocument
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    return try ScenarioLoader(environment: environment).load(path: folder.appending(path: name).path())
  }

  /// What is wrong with one of the files; files are called by the last part of their path.
  static func problems(_ name: String, _ files: [String: String], _ environment: [String: String] = [:])
    -> [Diagnostic]
  {
    do {
      _ = try load(name, files, environment)
      return []
    } catch let problems as ScenarioProblems {
      return problems.diagnostics.map { problem in
        var problem = problem
        problem.file = problem.file.split(separator: "/").last.map(String.init) ?? ""
        return problem
      }
    } catch {
      Issue.record(error)
      return []
    }
  }
}
