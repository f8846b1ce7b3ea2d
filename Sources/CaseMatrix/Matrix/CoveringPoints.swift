import RunModel

/// The points of a covering array over a matrix's options. What the matrix forbids is a constraint of the array: the
/// combinations that it leaves possible are all covered.
struct CoveringPoints: Sendable {
  /// One option a dimension.
  let rows: [[Int]]
  /// How much they cover.
  let note: CoverageNote

  /// The points; `nil` when the strategy is another. Throws ``MatrixProblem``.
  init?(
    _ specification: MatrixSpecification, _ dimensions: [MatrixDimension], _ rules: MatrixRules, seed: UInt64,
    limit: Int
  ) throws {
    guard case .covering(let covering) = specification.strategy else { return nil }
    let levels = dimensions.map(\.options)
    let model = CoveringModel(
      levels: levels, strength: covering.strength,
      forbidden: rules.forbidden.map { Self.combination($0, levels) },
      seeds: try Self.seeds(covering.rows, dimensions))
    let most = limit / max(1, specification.repeats)
    if model.forbidden.isEmpty, covering.maximum == nil {
      try Self.check(model.leastRows, "at least ", model, most)
    }
    let array: CoveringArray
    do {
      array = try CoveringArray(model, seed: seed, maximum: covering.maximum)
    } catch {
      throw MatrixProblem.covering(error, place: specification.places["strategy"] ?? "")
    }
    try Self.check(Int128(array.rows.count), "", model, most)
    rows = array.rows
    note = CoverageNote(
      strength: min(covering.strength, max(1, levels.count)), combinations: array.combinations,
      share: array.share, rows: array.rows.count, needed: array.needed)
  }

  private static func check(_ count: Int128, _ hedge: String, _ model: CoveringModel, _ most: Int) throws {
    guard count <= Int128(most) else {
      let shown = count >= Int128(1) << 100 ? "more than 10^30" : "\(hedge)\(count)"
      throw MatrixProblem.tooManyRows(count: shown, strength: model.strength, limit: most)
    }
  }

  private static func combination(_ pattern: PointPattern, _ levels: [Int]) -> ForbiddenCombination {
    ForbiddenCombination(
      Dictionary(uniqueKeysWithValues: pattern.terms.map { ($0.key, $0.value.members(of: levels[$0.key])) }))
  }

  private static func seeds(_ rows: [[String: JSONValue]], _ dimensions: [MatrixDimension]) throws -> [[Int?]]
  {
    if rows.isEmpty { return [] }
    let names = try ParameterNames(dimensions)
    return try rows.enumerated().map { index, row in
      var options = [Int?](repeating: nil, count: dimensions.count)
      for (dimension, wanted) in try names.pattern(row).terms {
        options[dimension] = wanted.members(of: dimensions[dimension].count).min()
        guard options[dimension] == nil else { continue }
        let name = row.keys.sorted().first { (try? names.dimension(of: $0)) == dimension } ?? ""
        let value = row[name].map { $0.canonicalText } ?? ""
        throw MatrixProblem.unknownSeed(row: index + 1, name: name, value: value)
      }
      return options
    }
  }
}
