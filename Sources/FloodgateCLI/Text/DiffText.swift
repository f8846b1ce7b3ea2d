import CaseMatrix
import RunModel

/// How one plan differs from an earlier one, in words.
struct DiffText {
  private let diff: PlanDiff
  private let (after, before): (String, String)

  init(_ diff: PlanDiff, _ after: String, _ before: String) throws {
    (self.diff, self.after, self.before) = (diff, after, before)
  }

  /// Throws when a case cannot be written.
  var lines: [String] {
    get throws {
      let counts =
        "\(diff.addedCount) cases added, \(diff.removedCount) removed, \(diff.changedCount) changed, \(diff.same) the same"
      var lines: [String] = []
      lines += diff.added.map { "  + \(Self.text($0))" } + more(diff.addedCount - diff.added.count)
      lines += diff.removed.map { "  - \(Self.text($0))" } + more(diff.removedCount - diff.removed.count)
      for change in diff.changed { lines += try Self.lines(change) }
      lines += more(diff.changedCount - diff.changed.count)
      return ["\(after) since \(before): \(counts)"] + lines.map { TerminalText.clipped($0, width: 160) }
    }
  }

  private func more(_ count: Int) -> [String] { count > 0 ? ["    and \(count) more"] : [] }

  private static func lines(_ change: PlanDiff.Change) throws -> [String] {
    let ids = change.before.id == change.after.id ? "" : "\(change.before.id) -> "
    return ["  ~ \(ids)\(text(change.after))"]
      + (try change.differences().map { path, before, after in
        "      \(path): \(Self.text(before)) -> \(Self.text(after))"
      })
  }

  private static func text(_ testCase: TestCase) -> String {
    let place = [testCase.scenario, testCase.variant].compactMap(\.self).joined(separator: "/")
    let again = testCase.repetition > 0 ? " (repetition \(testCase.repetition))" : ""
    return "\(testCase.id) \(place) \(text(.object(testCase.parameters)))\(again)"
  }

  private static func text(_ value: JSONValue) -> String {
    value == .null ? "nothing" : String(decoding: CanonicalJSON.bytes(of: value).prefix(400), as: UTF8.self)
  }
}
