import RunModel

/// How the cases of one plan differ from those of an earlier one. Memory: 24 bytes a case of each.
package struct PlanDiff: Sendable {
  /// A case that is another now.
  package struct Change: Sendable {
    package var before: TestCase
    package var after: TestCase
  }

  /// How many cases are the same, in all that a manifest says of them.
  package private(set) var same = 0
  package private(set) var addedCount = 0
  package private(set) var removedCount = 0
  package private(set) var changedCount = 0
  /// The first of each kind, in order.
  package private(set) var added: [TestCase] = []
  package private(set) var removed: [TestCase] = []
  package private(set) var changed: [Change] = []

  /// Compares two plans, each of which has been gone through. Throws what their sources throw.
  package init(_ before: ManifestPlan, _ after: ManifestPlan, show: Int) throws {
    guard before.header.contentHash != after.header.contentHash else {
      same = after.header.caseCount
      return
    }
    let places = CasePlaces(before.header, after.header)
    let diff = MarkDiff(try Self.marks(before, places), try Self.marks(after, places))
    same = diff.same
    (addedCount, removedCount, changedCount) = (diff.added.count, diff.removed.count, diff.changed.count)
    let changes = diff.changed.prefix(show)
    let old = try Self.cases(before, at: diff.removed.prefix(show) + changes.map(\.before))
    let new = try Self.cases(after, at: diff.added.prefix(show) + changes.map(\.after))
    added = diff.added.prefix(show).compactMap { new[$0] }
    removed = diff.removed.prefix(show).compactMap { old[$0] }
    changed = changes.compactMap { change in
      guard let before = old[change.before], let after = new[change.after] else { return nil }
      return Change(before: before, after: after)
    }
  }

  private static func marks(_ plan: ManifestPlan, _ places: CasePlaces) throws -> [CaseMark] {
    var marks: [CaseMark] = []
    marks.reserveCapacity(plan.header.caseCount)
    var cases = plan.cases()
    while let next = try cases.next() { marks.append(try places.mark(next, at: marks.count)) }
    return marks
  }

  private static func cases(_ plan: ManifestPlan, at positions: some Sequence<Int>) throws -> [Int: TestCase]
  {
    let wanted = Set(positions)
    var found: [Int: TestCase] = [:]
    var (cases, position) = (plan.cases(), 0)
    while found.count < wanted.count, let next = try cases.next() {
      if wanted.contains(position) { found[position] = next }
      position += 1
    }
    return found
  }
}

extension PlanDiff.Change {
  /// What differs, by its path, as JSON; `null` for what is not there. In the order of the paths.
  package func differences() throws -> [(path: String, before: JSONValue, after: JSONValue)] {
    let (old, new) = (try Self.members(before), try Self.members(after))
    return Set(old.keys).union(new.keys).sorted().compactMap { path in
      let (left, right) = (old[path] ?? .null, new[path] ?? .null)
      return left == right ? nil : (path, left, right)
    }
  }

  /// A case's members; parameters and tags each by itself. The id follows from the others.
  private static func members(_ testCase: TestCase) throws -> [String: JSONValue] {
    guard case .object(var members) = try JSONReader.value(of: ManifestLines.line(testCase)) else {
      return [:]
    }
    members["id"] = nil
    for group in ["parameters", "tags"] {
      guard case .object(let inner)? = members.removeValue(forKey: group) else { continue }
      for (name, value) in inner { members["\(group).\(name)"] = value }
    }
    return members
  }
}
