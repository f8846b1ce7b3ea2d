import LoadEngine
import RunModel
import Scenario
import Session

/// What `validate --json` says: `file`, `valid`, `cases`, `diagnostics` and `advice`; with `--ask` also `targets`, what
/// their apps say, and `takes`, what the run takes at most.
struct ValidationReport {
  let file: String
  private var cases: Int?
  private var diagnostics: [JSONValue] = []
  private var advice: [String] = []
  private var checks: [TargetCheck] = []
  private var takes: String?

  init(file: String) { self.file = file }

  /// Whether it can be run.
  var isValid: Bool { cases != nil && checks.allSatisfy(\.problems.isEmpty) }

  /// Loads and expands, and keeps whatever is wrong.
  mutating func check(_ source: ManifestSource, asksServer: Bool) async {
    do {
      if !file.hasSuffix(".jsonl"), !file.hasSuffix(".jsonl.gz") {
        diagnostics = try source.besides.load(file).warnings.map(Self.json)
      }
      let manifest = try await source.load(tellsWarnings: false, asksServer: asksServer) {
        $0.lookLimit = ValidateCommand.lookLimit
      }
      let problems = manifest.execution.problems
      diagnostics += problems.map(Self.json)
      if problems.isEmpty { cases = manifest.header.caseCount }
      advice = RunAdvice.about(manifest)
      if asksServer, problems.isEmpty {
        checks = try await TargetCheck.ask(manifest)
        takes = try manifest.spendEstimate().words
      }
    } catch let problems as ScenarioProblems {
      diagnostics += problems.diagnostics.map(Self.json)
    } catch {
      diagnostics.append(["severity": "error", "file": .string(file), "message": .string("\(error)")])
    }
  }

  /// One line of JSON.
  var text: String {
    var report: [String: JSONValue] = [
      "file": .string(file), "valid": .bool(isValid), "diagnostics": .array(diagnostics),
      "advice": .array(advice.map { .string($0) }),
    ]
    if takes != nil { report["targets"] = .array(checks.map { TargetCheckText(check: $0).json }) }
    report["takes"] = takes.map { .string($0) }
    report["cases"] = cases.map { .integer(Int64($0)) }
    return JSONValue.object(report).canonicalText
  }

  private static func json(_ diagnostic: Diagnostic) -> JSONValue {
    var members: [String: JSONValue] = [
      "severity": .string(diagnostic.severity.rawValue), "file": .string(diagnostic.file),
      "path": .string(diagnostic.path), "message": .string(diagnostic.message),
    ]
    if diagnostic.line > 0 {
      members["line"] = .integer(Int64(diagnostic.line))
      members["column"] = .integer(Int64(diagnostic.column))
    }
    members["expected"] = diagnostic.expected.map { .string($0) }
    members["suggestion"] = diagnostic.suggestion.map { .string($0) }
    members["snippet"] = diagnostic.snippet.map { .string($0) }
    return .object(members)
  }

  private static func json(_ problem: PolicyProblem) -> JSONValue {
    [
      "severity": "error", "path": .string("execution.\(problem.field)"), "message": .string("\(problem)"),
      "expected": .string(problem.expected),
    ]
  }
}
