import Statistics
import Testing

@testable import CaseMatrix

@Suite struct CoveringArrayTests {
  /// The six models that pairwise tools publish (pairwise.org/efficiency.html), what PICT needs, and the fewest rows
  /// that any tool there lists.
  struct Published: CustomTestStringConvertible {
    var testDescription: String
    var parts: [(levels: Int, count: Int)]
    var pict: Int
    var fewest: Int
    var ours: Int
    var levels: [Int] { parts.flatMap { Array(repeating: $0.levels, count: $0.count) } }
  }

  static let published: [Published] = [
    .init(testDescription: "3^4", parts: [(3, 4)], pict: 9, fewest: 9, ours: 9),
    .init(testDescription: "3^13", parts: [(3, 13)], pict: 18, fewest: 15, ours: 15),
    .init(
      testDescription: "4^15 3^17 2^29", parts: [(4, 15), (3, 17), (2, 29)], pict: 37, fewest: 29, ours: 28),
    .init(
      testDescription: "4^1 3^39 2^35", parts: [(4, 1), (3, 39), (2, 35)], pict: 27, fewest: 21, ours: 21),
    .init(testDescription: "2^100", parts: [(2, 100)], pict: 15, fewest: 10, ours: 10),
    .init(testDescription: "10^20", parts: [(10, 20)], pict: 210, fewest: 180, ours: 180),
  ]

  @Test(arguments: published) func publishedModelsTakeFewRows(model: Published) throws {
    let covering = CoveringModel(levels: model.levels)
    let array = try CoveringArray(covering, seed: 1)
    #expect(array.rows.count <= model.ours && model.ours <= model.fewest && model.fewest <= model.pict)
    #expect(CoverageChecker(model: covering).complaints(about: array.rows) == [])
  }

  /// Random models: every possible tuple covered, no constraint broken, seeds kept.
  @Test(arguments: 1...40) func coversWhatIsPossible(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let model = Self.randomModel(&random)
    let checker = CoverageChecker(model: model)
    do {
      let array = try CoveringArray(model, seed: seed)
      #expect(checker.complaints(about: array.rows) == [], "\(model)")
      #expect(array.share == 1 && array.needed == array.rows.count)
      #expect(Set(array.rows.dropFirst(model.seeds.count)).count == array.rows.count - model.seeds.count)
      if seed < 9 { #expect(try CoveringArray(model, seed: seed) == array) }
    } catch .contradiction {
      #expect(checker.possibleTuples() == 0, "\(model)")
    } catch .forbiddenSeed(let index) {
      var only = model
      only.forbidden += model.seeds[index].enumerated().compactMap { dimension, value in
        value.map { ForbiddenCombination([dimension: Set(0..<model.levels[dimension]).subtracting([$0])]) }
      }
      #expect(CoverageChecker(model: only).possibleTuples() == 0, "\(model)")
    }
  }

  private static func randomModel(_ random: inout SeededGenerator) -> CoveringModel {
    let strength = 2 + random.below(3)
    let dimensions = 1 + random.below(strength == 4 ? 6 : 7)
    let levels = (0..<dimensions).map { _ in 1 + random.below(strength == 2 ? 5 : 3) }
    var model = CoveringModel(levels: levels, strength: strength)
    for _ in 0..<random.below(6) {
      var values: [Int: Set<Int>] = [:]
      for _ in 0...random.below(3) {
        let dimension = random.below(dimensions)
        values[dimension, default: []].formUnion(
          (0...random.below(2)).map { _ in random.below(levels[dimension]) })
      }
      model.forbidden.append(ForbiddenCombination(values))
    }
    for _ in 0..<random.below(3) {
      model.seeds.append(levels.map { random.below(2) == 0 ? nil : random.below($0) })
    }
    return model
  }

  @Test func oneDimensionIsItsValues() throws {
    #expect(try CoveringArray(CoveringModel(levels: [4]), seed: 1).rows == [[0], [1], [2], [3]])
    #expect(try CoveringArray(CoveringModel(levels: []), seed: 1).rows == [[]])
  }

  @Test func strengthOfAllDimensionsIsTheProduct() throws {
    let rows = try CoveringArray(CoveringModel(levels: [2, 3, 2], strength: 4), seed: 1).rows
    #expect(rows == CoverageChecker.product([2, 3, 2]))
  }

  /// Bush (1952): t-wise over q + 1 dimensions of q values takes q^t rows, q a prime power.
  @Test(arguments: [(2, 4), (2, 7), (2, 8), (2, 9), (3, 4), (3, 5), (4, 3)])
  func orthogonalArraysAreFound(strength: Int, values: Int) throws {
    let model = CoveringModel(levels: Array(repeating: values, count: values + 1), strength: strength)
    let rows = try CoveringArray(model, seed: 1).rows
    #expect(rows.count == (0..<strength).reduce(1) { power, _ in power * values })
    #expect(CoverageChecker(model: model).complaints(about: rows) == [])
  }

  /// N rows do for C(N - 1, ceil(N / 2)) dimensions of two values (Kleitman and Spencer; Katona).
  @Test(arguments: [
    (2, 4), (3, 4), (4, 5), (5, 6), (10, 6), (11, 7), (15, 7), (16, 8), (35, 8), (56, 9), (57, 10),
  ])
  func binaryArraysAreTheSmallest(dimensions: Int, rows: Int) throws {
    let model = CoveringModel(levels: Array(repeating: 2, count: dimensions))
    let array = try CoveringArray(model, seed: 1)
    #expect(array.rows.count == rows && CoverageChecker(model: model).complaints(about: array.rows) == [])
  }

  @Test func manyDimensionsAreCoveredToo() throws {
    let model = CoveringModel(levels: Array(repeating: 3, count: 40) + Array(repeating: 2, count: 40))
    let array = try CoveringArray(model, seed: 3)
    #expect(CoverageChecker(model: model).complaints(about: array.rows) == [])
    #expect(array.rows.count <= 24)
  }

  @Test func contradictionsAndForbiddenSeedsAreErrors() {
    let everything = CoveringModel(
      levels: [2, 2], forbidden: [.init([0: [0]]), .init([0: [1], 1: [0]]), .init([0: [1], 1: [1]])])
    #expect(throws: CoveringProblem.contradiction) { try CoveringArray(everything, seed: 1) }
    let seeded = CoveringModel(
      levels: [2, 2, 2], forbidden: [.init([0: [1], 1: [1]])], seeds: [[1, 1, nil]])
    #expect(throws: CoveringProblem.forbiddenSeed(0)) { try CoveringArray(seeded, seed: 1) }
    let large = CoveringModel(levels: Array(repeating: 20, count: 100), strength: 4)
    #expect(throws: CoveringProblem.self) { try CoveringArray(large, seed: 1) }
  }

  /// Values that only a chain of constraints makes impossible are not asked for.
  @Test func impossibleTuplesAreFoundThroughChains() throws {
    // a=0 needs b=0, b=0 needs c=0, c=0 needs d=0: a=0 with d=1 cannot be.
    let model = CoveringModel(
      levels: [2, 2, 2, 2], forbidden: (0..<3).map { .init([$0: [0], $0 + 1: [1]]) })
    let array = try CoveringArray(model, seed: 1)
    #expect(CoverageChecker(model: model).complaints(about: array.rows) == [])
    #expect(array.combinations == CoverageChecker(model: model).possibleTuples())
  }

  @Test func fewerRowsCoverAsMuchAsTheyCan() throws {
    let model = CoveringModel(levels: [3, 3, 3, 3], seeds: [[0, 0, 0, 0]])
    let half = try CoveringArray(model, seed: 1, maximum: 5)
    #expect(half.rows.count == 5 && half.rows[0] == [0, 0, 0, 0] && half.needed >= 9)
    // Five rows of six pairs each, no pair twice: 30 of 54.
    #expect(abs(half.share - 30.0 / 54) < 1e-12)
    #expect(try CoveringArray(model, seed: 1, maximum: 20).share == 1)
  }

  @Test(arguments: [2, 3, 4, 5, 7, 8, 9, 16, 25, 27, 49, 81, 121, 128, 243, 256]) func fieldsAreFields(
    order: Int
  ) throws {
    let field = try #require(FiniteField(order: order))
    var random = SeededGenerator(seed: UInt64(order))
    for _ in 0..<200 {
      let (a, b, c) = (random.below(order), random.below(order), random.below(order))
      #expect(field.product(a, field.sum(b, c)) == field.sum(field.product(a, b), field.product(a, c)))
      #expect(field.product(a, field.product(b, c)) == field.product(field.product(a, b), c))
    }
    for element in 1..<order {
      #expect(Set((0..<order).map { field.product(element, $0) }).count == order)
    }
    #expect([1, 6, 10, 12, 100, 257].allSatisfy { FiniteField(order: $0) == nil })
  }
}
