import RunModel
import Statistics
import Testing

@testable import CaseMatrix

@Suite struct DiffTests {
  private func plan(_ change: (inout MatrixSpecification) -> Void = { _ in }) throws -> ManifestPlan {
    var matrix = MatrixSpecification(
      dimensions: [.init(name: "a", values: [1, 2, 3]), .init(name: "b", values: ["x", "y"])],
      inputs: ["q": "${input.a} of ${input.b}"], query: "about ${input.b}")
    change(&matrix)
    let header = ManifestHeader(name: "m", parts: ManifestPart.parts(of: [matrix]))
    var plan = ManifestPlan(header: header, source: try CaseExpansion([matrix], seed: 1))
    _ = try plan.pass()
    return plan
  }

  private func counts(_ diff: PlanDiff) -> [Int] {
    [diff.addedCount, diff.removedCount, diff.changedCount, diff.same]
  }

  @Test func theSameIsTheSame() throws {
    #expect(counts(try PlanDiff(plan(), plan(), show: 5)) == [0, 0, 0, 6])
    let turned = try plan { $0.dimensions.reverse() }
    #expect(counts(try PlanDiff(plan(), turned, show: 5)) == [0, 0, 0, 6])
  }

  @Test func valuesComeAndGo() throws {
    let other = try plan { $0.dimensions[0].values = [2, 3, 4, 5] }
    let diff = try PlanDiff(plan(), other, show: 3)
    #expect(counts(diff) == [4, 2, 0, 4])
    #expect(
      diff.added.map { $0.parameters["a"] } == [4, 4, 5] && diff.removed.map { $0.parameters["a"] } == [1, 1])
  }

  @Test func anotherTemplateChangesCasesInTheirPlace() throws {
    let diff = try PlanDiff(plan(), try plan { $0.query = "explain ${input.b}" }, show: 2)
    #expect(counts(diff) == [0, 0, 6, 0] && diff.changed.count == 2)
    let change = diff.changed[0]
    #expect(change.before.id != change.after.id && change.before.parameters == change.after.parameters)
    let differences = try change.differences()
    #expect(differences.map(\.path) == ["query"] && differences[0].before == "about x")
  }

  @Test func tagsAndExpectationsAreContentToo() throws {
    let diff = try PlanDiff(plan(), try plan { $0.tags = ["tier": "${input.b}"] }, show: 1)
    #expect(counts(diff) == [0, 0, 6, 0] && diff.changed[0].before.id == diff.changed[0].after.id)
    #expect(try diff.changed[0].differences().map(\.path) == ["tags.tier"])
  }

  @Test func aNewDimensionKeepsThePlacesOfTheOthers() throws {
    let diff = try PlanDiff(
      plan(), try plan { $0.dimensions.append(.init(name: "c", values: [true, false])) }, show: 9)
    #expect(counts(diff) == [6, 0, 6, 0])
    #expect(try diff.changed[0].differences().map(\.path) == ["parameters.c"])
  }

  @Test func repetitionsAndOtherScenariosHaveTheirOwnPlaces() throws {
    #expect(counts(try PlanDiff(plan(), try plan { $0.repeats = 3 }, show: 1)) == [12, 0, 0, 6])
    #expect(counts(try PlanDiff(plan(), try plan { $0.scenario = "other" }, show: 1)) == [6, 6, 0, 0])
    #expect(counts(try PlanDiff(plan(), try plan { $0.variant = "v" }, show: 1)) == [6, 6, 0, 0])
  }

  @Test func withoutDimensionsACaseIsItsID() throws {
    let source = RunManifestWalks(cases: try CaseExpansion([MatrixSpecification()], seed: 1).cases())
    var before = ManifestPlan(header: ManifestHeader(name: "m"), source: source)
    _ = try before.pass()
    #expect(counts(try PlanDiff(before, plan(), show: 1)) == [6, 1, 0, 0])
  }

  /// Two thousand random pairs of lists, against sets that do the same slowly.
  @Test func pairsLikeASlowCounter() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let lists = (0..<2).map { _ in
        (0..<Int.random(in: 0...6, using: &random)).map { position in
          CaseMark(
            place: .random(in: 0...2, using: &random), content: .random(in: 0...2, using: &random),
            position: position)
        }
      }
      let diff = MarkDiff(lists[0], lists[1])
      var (same, changed, added, removed) = (0, 0, 0, 0)
      for place in 0...2 as ClosedRange<UInt64> {
        let here = lists.map { $0.filter { $0.place == place } }
        let equal = (0...2 as ClosedRange<UInt64>).reduce(0) { sum, content in
          sum + min(here[0].count { $0.content == content }, here[1].count { $0.content == content })
        }
        let (left, right) = (here[0].count - equal, here[1].count - equal)
        same += equal
        changed += min(left, right)
        removed += max(0, left - right)
        added += max(0, right - left)
      }
      #expect(
        diff.same == same && diff.changed.count == changed && diff.added.count == added
          && diff.removed.count == removed)
      #expect(diff.added == diff.added.sorted() && Set(diff.added).count == added)
    }
  }
}

/// Cases at hand, as a source.
private struct RunManifestWalks: CaseWalkSource {
  let cases: [TestCase]

  func walk() -> any CaseWalk { Walk(rest: cases[...]) }

  private struct Walk: CaseWalk {
    var rest: ArraySlice<TestCase>
    var current: TestCase?

    mutating func next() -> Bool {
      current = rest.popFirst()
      return current != nil
    }
    func testCase() -> TestCase { current! }
    func line() throws -> [UInt8] { try ManifestLines.line(current!) }
    func id() -> String { current!.id }
    func facts() -> CaseFacts { CaseFacts(current!) }
  }
}
