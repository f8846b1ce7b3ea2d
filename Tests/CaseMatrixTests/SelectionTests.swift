import CaseMatrix
import RunModel
import Testing

@Suite struct SelectionTests {
  private func plan(tags: [String] = [], ids: [String] = [], shard: ManifestShard? = nil, repeats: Int = 1)
    throws -> ManifestPlan
  {
    let matrix = MatrixSpecification(
      dimensions: [
        .init(name: "model", values: ["a", "b"]), .init(name: "n", values: (0..<40).map { .integer($0) }),
      ], tags: ["tier": "${input.model}", "half": "${input.n}"], repeats: repeats)
    let header = ManifestHeader(name: "m", parts: ManifestPart.parts(of: [matrix]))
    return ManifestPlan(
      header: header, source: try CaseExpansion([matrix], seed: 1),
      selection: try CaseSelection(tags: tags, ids: ids), shard: shard)
  }

  private func cases(_ plan: ManifestPlan) throws -> [TestCase] {
    var walk = plan.cases()
    var cases: [TestCase] = []
    while let next = try walk.next() { cases.append(next) }
    return cases
  }

  @Test(arguments: [
    (["tier=a"], 40), (["tier=a", "tier=b"], 80), (["tier"], 80), (["tier=a", "half=7"], 1),
    (["half=7", "half=8"], 4),
  ]) func tagsSelect(tags: [String], count: Int) throws {
    var plan = try plan(tags: tags)
    _ = try plan.pass()
    #expect(plan.header.caseCount == count && plan.header.parts?[0].cases == count)
    #expect(try cases(plan).count == count && plan.header.metadata["selection"]?.hasPrefix("tag ") == true)
  }

  @Test func idsSelect() throws {
    let all = try cases(try plan())
    var one = try plan(ids: [all[7].id])
    #expect(try one.pass(show: 5) == [all[7]] && one.header.caseCount == 1)
    let some = try cases(try plan(ids: ["0", "a"]))
    #expect(some == all.filter { $0.id.hasPrefix("0") || $0.id.hasPrefix("a") } && !some.isEmpty)
  }

  @Test func nothingSelectedSaysWhatThereIs() throws {
    var plan = try plan(tags: ["teir=a"])
    let problem = #expect(throws: ManifestPlan.NothingSelected.self) { try plan.pass() }
    #expect("\(problem!)".contains("did you mean 'tier=a'?"), "\(problem!)")
    #expect(throws: CaseSelection.Problem.self) { try CaseSelection(tags: ["=x"], ids: []) }
  }

  @Test(arguments: [1, 2, 3, 7, 80, 200]) func shardsAreDisjointCompleteAndBalanced(count: Int) throws {
    let all = try cases(try plan(repeats: 3))
    var sizes: [Int] = []
    var found: [TestCase] = []
    var hashes: Set<String> = []
    for number in 1...count {
      var plan = try plan(shard: ManifestShard(number, of: count), repeats: 3)
      _ = try plan.pass()
      let mine = try cases(plan)
      #expect(mine.count == plan.header.caseCount && plan.header.shard?.wholeCount == 240)
      sizes.append(mine.count)
      found += mine
      hashes.insert(plan.header.shard?.wholeHash ?? "")
    }
    let key = { (testCase: TestCase) in "\(testCase.id)/\(testCase.repetition)" }
    #expect(found.count == all.count && Set(found.map(key)) == Set(all.map(key)))
    #expect(sizes.max()! - sizes.min()! <= 1)
    var whole = try plan(repeats: 3)
    _ = try whole.pass()
    #expect(hashes == [whole.header.contentHash])
  }

  /// A load over time goes through its cases again and again: when there are too few, shards have them in common.
  @Test(arguments: [(1, 2), (3, 8), (5, 7)]) func noShardOfALoadIsWithoutACase(cases: Int, count: Int) throws
  {
    let matrix = MatrixSpecification(dimensions: [
      .init(name: "n", values: (0..<Int64(cases)).map { .integer($0) })
    ])
    var found: [String: Int] = [:]
    let users = ExecutionPolicy(
      load: .closed(ClosedLoad(stages: [LoadStage(duration: .seconds(1), target: 9)])))
    for number in 1...count {
      var plan = ManifestPlan(
        header: ManifestHeader(name: "m", execution: users), source: try CaseExpansion([matrix], seed: 1),
        shard: ManifestShard(number, of: count))
      _ = try plan.pass()
      let mine = try self.cases(plan)
      #expect(mine.count == 1 && plan.header.caseCount == 1 && plan.header.shard?.wholeCount == cases)
      for testCase in mine { found[testCase.id, default: 0] += 1 }
    }
    #expect(found.count == cases && (found.values.max() ?? 0) - (found.values.min() ?? 0) <= 1)
  }

  /// Of each scenario whose load goes through its cases again and again every shard has some, wherever they stand.
  @Test(arguments: 2...9) func noShardIsWithoutACaseOfAScenario(count: Int) throws {
    let sizes = ["once": 3, "two": 2, "five": 5, "nine": 9, "last": 1]
    let names = sizes.keys.sorted()
    let matrices = names.map { name in
      MatrixSpecification(
        scenario: name,
        dimensions: [.init(name: "n", values: (0..<Int64(sizes[name]!)).map { .integer($0) })])
    }
    let users = ExecutionPolicy(
      load: .closed(ClosedLoad(stages: [LoadStage(duration: .seconds(1), target: 9)])))
    let header = ManifestHeader(
      name: "m", scenarios: names.map { ScenarioPlan(name: $0, execution: $0 == "once" ? nil : users) })
    var found: [String: [String: Int]] = [:]
    for number in 1...count {
      var plan = ManifestPlan(
        header: header, source: try CaseExpansion(matrices, seed: 1), shard: ManifestShard(number, of: count))
      _ = try plan.pass()
      let mine = try self.cases(plan)
      #expect(mine.count == plan.header.caseCount && plan.header.shard?.wholeCount == 20)
      #expect(Set(names).subtracting(["once"]).isSubset(of: mine.map(\.scenario)))
      for testCase in mine { found[testCase.scenario, default: [:]][testCase.id, default: 0] += 1 }
    }
    for name in names {
      let counts = found[name] ?? [:]
      let isShared = name != "once" && sizes[name]! < count
      #expect(counts.count == sizes[name]! && counts.values.reduce(0, +) == (isShared ? count : sizes[name]!))
    }
  }

  @Test func aShardIsNoSliceOfADimension() throws {
    // Every second case would be of one model, when the last dimension had two values.
    let matrix = MatrixSpecification(dimensions: [
      .init(name: "n", values: (0..<50).map { .integer($0) }), .init(name: "model", values: ["a", "b"]),
    ])
    let plan = ManifestPlan(
      header: ManifestHeader(name: "m"), source: try CaseExpansion([matrix], seed: 1),
      shard: ManifestShard(1, of: 2))
    let models = try cases(plan).map { $0.parameters["model"]! }
    #expect((10...40).contains(models.count { $0 == "a" }))
  }

  @Test(arguments: ["0/2", "3/2", "1", "a/b", "1/2/3", "-1/2", "1/0", "1/100000", ""])
  func badShardsAreRefused(text: String) { #expect(ManifestShard(text) == nil) }

  @Test func goodShardsAreRead() {
    #expect(ManifestShard("2/4") == ManifestShard(2, of: 4) && "\(ManifestShard(2, of: 4))" == "2/4")
  }
}
