/// Some of a dimension's options, by number.
enum OptionSet: Sendable, Equatable {
  case only(Set<Int>)
  case except(Set<Int>)

  func contains(_ option: Int) -> Bool {
    switch self {
    case .only(let options): options.contains(option)
    case .except(let options): !options.contains(option)
    }
  }

  var complement: OptionSet {
    switch self {
    case .only(let options): .except(options)
    case .except(let options): .only(options)
    }
  }

  func intersection(_ other: OptionSet) -> OptionSet {
    switch (self, other) {
    case (.only(let left), _): .only(left.filter(other.contains))
    case (_, .only(let right)): .only(right.filter(contains))
    case (.except(let left), .except(let right)): .except(left.union(right))
    }
  }

  /// The options among the first `count`.
  func members(of count: Int) -> Set<Int> {
    switch self {
    case .only(let options): options
    case .except(let options): Set(0..<count).subtracting(options)
    }
  }
}

/// A set of points: for some dimensions, by number, the options that belong to it. Constraints are patterns that no
/// case may match.
struct PointPattern: Sendable, Equatable {
  private(set) var terms: [Int: OptionSet] = [:]

  /// Asks for more.
  mutating func require(_ options: OptionSet, of dimension: Int) {
    terms[dimension] = terms[dimension].map { $0.intersection(options) } ?? options
  }

  /// Whether a point, one option a dimension, belongs to it.
  func matches(_ options: [Int]) -> Bool {
    terms.allSatisfy { $0.value.contains(options[$0.key]) }
  }
}
