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

  /// The next point's choice; `nil` after the last.
  mutating func next() -> CaseChoice? {
    while number < points.combinations, taken < points.wanted ?? .max {
      number += 1
      guard let options = points[number - 1] else { continue }
      taken += 1
      return CaseChoice(options: options, extensions: extensions(of: options))
    }
    while entry < isMatched.count {
      entry += 1
      if !isMatched[entry - 1] { return CaseChoice(entry: entry - 1) }
    }
    return nil
  }

  private mutating func extensions(of options: [Int]) -> [Int] {
    if isMatched.isEmpty { return [] }
    let numbers = isMatched.indices.filter { points.rules.includes[$0].extends.matches(options) }
    for number in numbers { isMatched[number] = true }
    return numbers
  }

  /// What a choice gives.
  static func point(_ choice: CaseChoice, _ points: MatrixPoints) -> CasePoint {
    if let entry = choice.entry { return CasePoint(values: points.rules.includes[entry].values) }
    var point = CasePoint()
    for (index, dimension) in points.dimensions.enumerated() {
      dimension.contribute(choice.options[index], to: &point)
    }
    for number in choice.extensions { point.values.merge(points.rules.includes[number].extra) { $1 } }
    return point
  }
}

/// What one case is made of, by number.
struct CaseChoice: Sendable {
  /// One option a dimension.
  var options: [Int] = []
  /// The entries of `include` that extend it.
  var extensions: [Int] = []
  /// The entry of `include` that it is.
  var entry: Int?
}
