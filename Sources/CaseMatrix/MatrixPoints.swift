import RunModel
import Statistics

/// The points of a matrix, by number, without ever holding them all. Pure.
struct MatrixPoints: Sendable {
  /// A matrix that cannot be expanded.
  package enum Problem: Error, Sendable, Hashable, CustomStringConvertible {
    case tooMany(count: String, factors: [String], limit: Int)
    case emptyDimension(String)
    case unequalLengths([String])
    case unknownName(String, known: [String])

    package var description: String {
      switch self {
      case .tooMany(let count, let factors, let limit):
        "the matrix has \(count) cases (\(factors.joined(separator: " x "))), more than \(limit); allow them with --max-cases, or use strategy: {sample: N}"
      case .emptyDimension(let name): "the dimension '\(name)' has no values"
      case .unequalLengths(let lengths):
        "strategy zip needs lists of one length, found \(lengths.joined(separator: ", "))"
      case .unknownName(let name, let known):
        "'\(name)' is no dimension of the matrix"
          + (NearestWord.find(name, in: known).map { "; did you mean '\($0)'?" } ?? "")
      }
    }
  }

  private let specification: MatrixSpecification
  private let order: Permutation?
  /// Points of the strategy, before exclusions, without the included ones.
  let combinations: Int

  init(_ specification: MatrixSpecification, seed: UInt64, limit: Int) throws {
    self.specification = specification
    let dimensions = specification.dimensions
    for dimension in dimensions where dimension.values.isEmpty {
      throw Problem.emptyDimension(dimension.name)
    }
    try Self.checkNames(specification)
    let product = dimensions.reduce(Int128(1)) { min($0 * Int128($1.values.count), Int128(1) << 100) }
    switch specification.strategy {
    case .cartesian: combinations = try Self.bounded(product, specification, limit)
    case .zip: combinations = try Self.zipLength(dimensions)
    case .sample(let count):
      combinations = try Self.bounded(min(Int128(count), product), specification, limit)
    case .oneFactorAtATime: combinations = 1 + dimensions.reduce(0) { $0 + $1.values.count - 1 }
    }
    if case .sample = specification.strategy {
      order = Permutation(count: UInt64(min(product, Int128(1) << 62)), seed: seed)
    } else {
      order = nil
    }
  }

  private static func checkNames(_ specification: MatrixSpecification) throws {
    let names = specification.dimensions.map(\.name)
    for name in specification.exclude.flatMap(\.keys).sorted() where !names.contains(name) {
      throw Problem.unknownName(name, known: names)
    }
  }

  private static func bounded(_ count: Int128, _ specification: MatrixSpecification, _ limit: Int) throws
    -> Int
  {
    guard count * Int128(max(1, specification.repeats)) <= Int128(limit) else {
      var factors = specification.dimensions.map { "\($0.name): \($0.values.count)" }
      if specification.repeats > 1 { factors.append("repeat: \(specification.repeats)") }
      let shown =
        count >= Int128(1) << 100 ? "more than 10^30" : String(count * Int128(max(1, specification.repeats)))
      throw Problem.tooMany(count: shown, factors: factors, limit: limit)
    }
    return Int(count)
  }

  private static func zipLength(_ dimensions: [MatrixSpecification.Dimension]) throws -> Int {
    let lengths = Set(dimensions.map(\.values.count).filter { $0 > 1 })
    guard lengths.count <= 1 else {
      throw Problem.unequalLengths(dimensions.map { "\($0.name): \($0.values.count)" })
    }
    return lengths.first ?? 1
  }

  /// The values at a point; `nil` when it is excluded.
  subscript(number: Int) -> [String: JSONValue]? {
    let values = values(number)
    let isExcluded = specification.exclude.contains { pattern in
      pattern.allSatisfy { values[$0.key] == $0.value }
    }
    return isExcluded ? nil : values
  }

  private func values(_ number: Int) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    switch specification.strategy {
    case .zip:
      for dimension in specification.dimensions {
        values[dimension.name] = dimension.values[dimension.values.count == 1 ? 0 : number]
      }
    case .oneFactorAtATime:
      for dimension in specification.dimensions { values[dimension.name] = dimension.values[0] }
      var rest = number - 1
      for dimension in specification.dimensions where rest >= 0 {
        if rest < dimension.values.count - 1 { values[dimension.name] = dimension.values[rest + 1] }
        rest -= dimension.values.count - 1
      }
    case .cartesian, .sample:
      var rest = order.map { $0[UInt64(number)] } ?? UInt64(number)
      for dimension in specification.dimensions.reversed() {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: UInt64(dimension.values.count))
        values[dimension.name] = dimension.values[Int(remainder)]
        rest = quotient
      }
    }
    return values
  }
}
