import RunModel

/// Which cases are wanted: by tag and by id. Pure.
package struct CaseSelection: Sendable, Equatable {
  /// A selection that cannot be read.
  package struct Problem: Error, CustomStringConvertible {
    package var description: String
  }

  /// Values by tag: one of them has to be there; an empty text stands for any. All tags have to agree.
  private(set) var tags: [String: [String]] = [:]
  /// The id has to begin with one of these, when there are any.
  private(set) var prefixes: [String] = []

  /// All cases.
  package static let everything = CaseSelection()

  private init() {}

  /// Reads `name=value` or `name` for tags, and beginnings of ids. Throws ``Problem``.
  package init(tags: [String], ids: [String]) throws {
    for text in tags {
      let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard !sides[0].isEmpty else { throw Problem(description: "'\(text)' is no tag; expected name=value") }
      self.tags[sides[0], default: []].append(sides.count > 1 ? sides[1] : "")
    }
    guard !ids.contains("") else { throw Problem(description: "an id to select by is empty") }
    prefixes = ids
  }

  /// Whether a case is wanted, as far as its id says.
  func wants(id: String) -> Bool { prefixes.isEmpty || prefixes.contains { id.hasPrefix($0) } }

  /// Whether a case is wanted, as far as its tags say.
  func wants(tags found: [String: String]) -> Bool {
    tags.allSatisfy { name, values in
      guard let value = found[name] else { return false }
      return values.contains("") || values.contains(value)
    }
  }

  /// In words, for the manifest's header; `nil` for everything.
  package var text: String? {
    let words =
      tags.sorted { $0.key < $1.key }.flatMap { name, values in
        values.map { $0.isEmpty ? "tag \(name)" : "tag \(name)=\($0)" }
      } + prefixes.map { "id \($0)" }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}

/// The wanted cases of a walk.
package struct SelectedWalk {
  package var base: any CaseWalk
  private let selection: CaseSelection

  package init(_ base: any CaseWalk, _ selection: CaseSelection) {
    self.base = base
    self.selection = selection
  }

  /// Goes to the next wanted case; `false` after the last.
  package mutating func next() throws -> Bool {
    while try base.next() {
      if !selection.prefixes.isEmpty, !selection.wants(id: try base.id()) { continue }
      if !selection.tags.isEmpty, !selection.wants(tags: try base.testCase().tags) { continue }
      return true
    }
    return false
  }
}
