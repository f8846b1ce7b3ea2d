import RunModel

/// The points of a matrix in order: the strategy's, extended by `include`, then the entries of `include` that
/// extended none (docs.github.com, "Expanding or adding matrix configurations").
struct CasePoints {
  private let points: MatrixPoints
  private var number = 0
  private var taken = 0
  private var isMatched: [Bool]
  private var entry = 0

  init(_ points: MatrixPoints) {
    self.points = points
    isMatched = Array(repeating: false, count: points.rules.includes.count)
    // Without dimensions, entries have nothing to extend.
    if points.dimensions.isEmpty, !isMatched.isEmpty { number = points.combinations }
  }

  mutating func next() -> CasePoint? {
    while number < points.combinations, taken < points.wanted ?? .max {
      number += 1
      guard let options = points[number - 1] else { continue }
      taken += 1
      return point(options)
    }
    while entry < isMatched.count {
      entry += 1
      if !isMatched[entry - 1] { return CasePoint(values: points.rules.includes[entry - 1].values) }
    }
    return nil
  }

  private mutating func point(_ options: [Int]) -> CasePoint {
    var point = CasePoint()
    for (index, dimension) in points.dimensions.enumerated() {
      dimension.contribute(options[index], to: &point)
    }
    for (index, include) in points.rules.includes.enumerated() where include.extends.matches(options) {
      isMatched[index] = true
      point.values.merge(include.extra) { $1 }
    }
    return point
  }
}
