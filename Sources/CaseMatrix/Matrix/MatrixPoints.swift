import RunModel
import Statistics

/// The points of a matrix, by number, without ever holding them all. A point is one option for each dimension. Pure.
struct MatrixPoints: Sendable {
  let dimensions: [MatrixDimension]
  let rules: MatrixRules
  /// Numbers of the strategy, from 0; some of them may be forbidden.
  let combinations: Int
  /// So many points are wanted; `nil` for all.
  let wanted: Int?
  private let strategy: MatrixSpecification.Strategy
  private let order: Permutation?
  /// The rows of a covering array.
  let covering: CoveringPoints?
  /// The dimensions' numbers of options.
  private let levels: [UInt64]

  /// A sample gives up after so many tries for each wanted point.
  private static let triesPerPoint = 1000

  init(_ specification: MatrixSpecification, seed: UInt64, limit: Int) throws {
    dimensions = try specification.dimensions.map { try MatrixDimension($0, seed: seed) }
    levels = dimensions.map { UInt64($0.options) }
    rules = try MatrixRules(specification, dimensions)
    strategy = specification.strategy
    covering = try CoveringPoints(specification, dimensions, rules, seed: seed, limit: limit)
    let product = dimensions.reduce(Int128(1)) { min($0 * Int128($1.options), Int128(1) << 100) }
    let bound = CaseBound(specification, dimensions, limit: limit)
    switch strategy {
    case .cartesian: combinations = try bound.checked(product)
    case .zip: combinations = try Self.zipLength(dimensions)
    case .sample(let count):
      _ = try bound.checked(min(Int128(count), product))
      combinations = Int(min(product, Int128(count) * Int128(Self.triesPerPoint)))
    case .oneFactorAtATime: combinations = 1 + dimensions.reduce(0) { $0 + $1.count }
    case .covering: combinations = covering?.rows.count ?? 0
    }
    if case .sample(let count) = strategy {
      order = Permutation(count: UInt64(min(product, Int128(1) << 62)), seed: seed)
      wanted = count
    } else {
      (order, wanted) = (nil, nil)
    }
  }

  private static func zipLength(_ dimensions: [MatrixDimension]) throws -> Int {
    let lengths = Set(dimensions.map(\.count).filter { $0 > 1 })
    guard lengths.count <= 1 else {
      throw MatrixProblem.unequalLengths(dimensions.map { "\($0.name): \($0.count)" })
    }
    return lengths.first ?? 1
  }

  /// The names of the parameters that some case has.
  var parameters: Set<String> {
    Set(dimensions.flatMap(\.parameters) + rules.includes.flatMap(\.values.keys))
  }

  /// The options at a number; `nil` when they are forbidden, or come at another number.
  subscript(number: Int) -> [Int]? {
    guard let options = options(number) else { return nil }
    return rules.forbidden.contains { $0.matches(options) } ? nil : options
  }

  private func options(_ number: Int) -> [Int]? {
    switch strategy {
    case .zip: settled(dimensions.map { $0.count == 1 ? 0 : number })
    case .oneFactorAtATime: oneFactor(number)
    case .covering: covering?.rows[number]
    case .cartesian, .sample: mixedRadix(order.map { $0[UInt64(number)] } ?? UInt64(number))
    }
  }

  private func mixedRadix(_ number: UInt64) -> [Int] {
    var rest = number
    var options = [Int](repeating: 0, count: levels.count)
    for index in levels.indices.reversed() {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: levels[index])
      options[index] = Int(remainder)
      rest = quotient
    }
    return options
  }

  /// The first point, then one value changed at a time, with what its condition needs.
  private func oneFactor(_ number: Int) -> [Int]? {
    var options = settled([Int](repeating: 0, count: dimensions.count))
    if number == 0 { return options }
    var rest = number - 1
    for (index, dimension) in dimensions.enumerated() {
      guard rest >= dimension.count else {
        return change(&options, index, to: rest) ? settled(options) : nil
      }
      rest -= dimension.count
    }
    return nil
  }

  /// `false` when that point comes at another number.
  private func change(_ options: inout [Int], _ index: Int, to option: Int) -> Bool {
    let unmet = (rules.applies[index]?.terms ?? [:]).filter { !$0.value.contains(options[$0.key]) }
    // The first value comes with the first point, or with the one change that its condition needs.
    if option == 0, unmet.count < 2 { return false }
    for (other, wanted) in unmet {
      guard let first = (0..<dimensions[other].count).first(where: wanted.contains) else { return false }
      options[other] = first
    }
    options[index] = option
    return true
  }

  /// The options with every dimension absent whose condition does not hold.
  private func settled(_ options: [Int]) -> [Int] {
    var options = options
    for (index, pattern) in rules.applies.enumerated() {
      guard let pattern else { continue }
      if !pattern.matches(options) {
        options[index] = dimensions[index].absent
      } else if options[index] == dimensions[index].absent {
        options[index] = 0
      }
    }
    return options
  }
}

/// The most cases that a matrix may have.
struct CaseBound {
  private let factors: [String]
  private let repeats: Int
  private let limit: Int

  init(_ specification: MatrixSpecification, _ dimensions: [MatrixDimension], limit: Int) {
    repeats = max(1, specification.repeats)
    factors =
      dimensions.map { "\($0.name): \($0.options)" } + (repeats > 1 ? ["repeat: \(repeats)"] : [])
    self.limit = limit
  }

  /// The count when it is within the limit. Throws ``MatrixProblem/tooMany(count:factors:limit:)``.
  func checked(_ count: Int128) throws -> Int {
    guard count * Int128(repeats) <= Int128(limit) else {
      let shown = count >= Int128(1) << 100 ? "more than 10^30" : String(count * Int128(repeats))
      throw MatrixProblem.tooMany(count: shown, factors: factors, limit: limit)
    }
    return Int(count)
  }
}
