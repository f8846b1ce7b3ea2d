import Statistics

/// Rows in which every combination of values of every t dimensions comes at least once, save those that the
/// constraints make impossible. Not always the fewest rows that there could be, but few. Pure: the same model and
/// seed give the same rows.
package struct CoveringArray: Sendable, Hashable {
  /// The rows: an index of a value for each dimension. The seeding rows come first.
  package private(set) var rows: [[Int]]
  /// The share of the possible combinations that the rows cover; 1 unless rows were cut off.
  package private(set) var share: Double
  /// How many combinations are possible.
  package private(set) var combinations: Int
  /// How many rows would cover them all.
  package private(set) var needed: Int

  /// An array for a model; with at most `maximum` rows, those that cover most. Throws when the constraints leave no
  /// row, when a seeding row breaks them, or when there is too much to cover.
  package init(_ model: CoveringModel, seed: UInt64, maximum: Int? = nil) throws(CoveringProblem) {
    let narrowed = NarrowedModel(model)
    self = try Self.make(narrowed.model, SeededGenerator(seed: seed), maximum ?? .max)
    rows = rows.map(narrowed.widened)
  }

  private init(rows: [[Int]], combinations: Int = 0, share: Double = 1, needed: Int? = nil) {
    (self.rows, self.combinations, self.share) = (rows, combinations, share)
    self.needed = needed ?? rows.count
  }

  private static func make(
    _ model: CoveringModel, _ generator: SeededGenerator, _ maximum: Int
  ) throws(CoveringProblem) -> CoveringArray {
    var generator = generator
    let solver = ConstraintSolver(levels: model.levels, forbidden: model.forbidden)
    guard try solver.isCompletable(model.levels.map { _ in -1 }) else { throw .contradiction }
    if model.levels.isEmpty { return CoveringArray(rows: [[]]) }
    if LargeArray.isLarge(model) {
      guard solver.isFree, model.seeds.isEmpty, maximum == .max, let rows = LargeArray.rows(model) else {
        throw .tooMuchWork(tuples: LargeArray.tuples(model))
      }
      return CoveringArray(rows: rows, combinations: Int(LargeArray.tuples(model)))
    }
    let space = try TupleSpace(levels: model.levels, strength: min(model.strength, model.levels.count))
    let impossible = try ImpossibleTuples(space: space, solver: solver)
    let wanted = TupleCoverage(count: space.count) { !impossible.contains($0) }
    var greedy = GreedyRows(space: space, solver: solver, tries: 10, generator: generator)
    var base = wanted
    let seeds = try seedRows(model, &greedy, &base)
    let rows = try rest(model, space, solver, base, &generator)
    let needed = seeds.count + rows.count
    guard needed > maximum else { return CoveringArray(rows: seeds + rows, combinations: wanted.wanted) }
    let selection = RowSelection(space: space, wanted: wanted, maximum: maximum)
    let best = try selection.best(seeds: seeds, rows: rows, greedy: &greedy)
    return CoveringArray(
      rows: best.rows, combinations: wanted.wanted, share: best.share, needed: needed)
  }

  /// The seeding rows, with their open dimensions filled so that they cover much.
  private static func seedRows(
    _ model: CoveringModel, _ greedy: inout GreedyRows, _ coverage: inout TupleCoverage
  ) throws(CoveringProblem) -> [[Int]] {
    var rows: [[Int]] = []
    for (index, seed) in model.seeds.enumerated() {
      let open = seed.map { $0 ?? -1 }
      guard try greedy.solver.isCompletable(open) else { throw .forbiddenSeed(index) }
      let row = try greedy.filled(open, coverage)
      coverage.add(row, in: greedy.space)
      rows.append(row)
    }
    return rows
  }

  /// The rows beside the seeding rows.
  private static func rest(
    _ model: CoveringModel, _ space: TupleSpace, _ solver: ConstraintSolver, _ base: TupleCoverage,
    _ generator: inout SeededGenerator
  ) throws(CoveringProblem) -> [[Int]] {
    if space.groupCount == 1 {
      return base.uncovered.sorted().map { space.assignments(of: Int($0)).map(\.value) }
    }
    let isPlain = solver.isFree && model.seeds.isEmpty
    if isPlain, model.strength == 2, model.levels.allSatisfy({ $0 == 2 }) {
      return BinaryArray.rows(dimensions: model.levels.count)
    }
    var builder = CoveringBuilder(
      space: space, solver: solver, base: base, least: isPlain ? Int(model.leastRows) : 0,
      generator: generator)
    return try builder.rows()
  }
}

/// A model without the dimensions that have one value only.
private struct NarrowedModel {
  private(set) var model: CoveringModel
  private let places: [Int?]

  init(_ whole: CoveringModel) {
    let kept = whole.levels.indices.filter { whole.levels[$0] > 1 }
    var places = [Int?](repeating: nil, count: whole.levels.count)
    for (place, dimension) in kept.enumerated() { places[dimension] = place }
    self.places = places
    model = whole
    model.levels = kept.map { whole.levels[$0] }
    model.seeds = whole.seeds.map { seed in kept.map { seed[$0] } }
    model.forbidden = whole.forbidden.compactMap { combination in
      var values: [Int: Set<Int>] = [:]
      for (dimension, members) in combination.values {
        if let place = places[dimension] {
          values[place] = members
        } else if !members.contains(0) {
          return nil
        }
      }
      return ForbiddenCombination(values)
    }
  }

  /// A row of the narrowed model as one of the whole.
  func widened(_ row: [Int]) -> [Int] { places.map { $0.map { row[$0] } ?? 0 } }
}
