import MockDify
import RunModel
import Scenario

extension ScenarioProblems {
  /// An option of the stand-in that cannot be used, at its place in the scenario.
  init(_ problem: MockConfiguration.Problem, in bytes: [UInt8], of file: String) {
    let names = MockOption.all.map(\.name)
    let nearest = names.contains(problem.option) ? nil : NearestWord.find(problem.option, in: names)
    let words = "unknown mock option '\(problem.option)'"
    self.init(diagnostics: [
      Diagnostic(
        nearest == nil ? "\(problem)" : words, at: problem.option, after: "mock", in: bytes, of: file,
        suggestion: nearest)
    ])
  }
}
