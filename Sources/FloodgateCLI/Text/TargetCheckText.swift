import Dify
import RunModel
import Session

/// What apps said before any load, in lines and as JSON. Pure.
struct TargetCheckText {
  let check: TargetCheck

  var lines: [String] {
    [clipped("  target  \(check.target.name): \(headline)")]
      + (check.app?.inputs ?? []).map { clipped("  input   \(Self.words($0))") }
      + check.problems.map { clipped("  problem \($0)") } + check.notes.map { clipped("  note    \($0)") }
  }

  private var headline: String {
    guard let app = check.app else { return check.target.baseURL }
    let version = check.serverVersion.map { "Dify \($0)" } ?? "a server that does not say its version"
    return "'\(app.name)', mode \(app.mode), published, at \(check.target.baseURL), \(version)"
  }

  private func clipped(_ line: String) -> String { TerminalText.clipped(line, width: 400) }

  private static func words(_ input: AppDescription.Input) -> String {
    var words = "\(input.variable): \(input.control), \(input.isRequired ? "required" : "optional")"
    if let limit = input.maxLength, limit > 0 { words += ", at most \(limit) characters" }
    if !input.options.isEmpty { words += ": \(input.options.joined(separator: ", "))" }
    return words
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "target": .string(check.target.name), "base_url": .string(check.target.baseURL),
      "problems": .array(check.problems.map { .string($0) }),
      "notes": .array(check.notes.map { .string($0) }),
    ]
    members["server_version"] = check.serverVersion.map { .string($0) }
    if let app = check.app {
      members["app"] = ["name": .string(app.name), "mode": .string(app.mode)]
      members["inputs"] = .array(app.inputs.map(Self.json))
    }
    return .object(members)
  }

  private static func json(_ input: AppDescription.Input) -> JSONValue {
    var members: [String: JSONValue] = [
      "variable": .string(input.variable), "control": .string(input.control),
      "required": .bool(input.isRequired), "options": .array(input.options.map { .string($0) }),
    ]
    members["max_length"] = input.maxLength.map { .integer(Int64($0)) }
    return .object(members)
  }
}
