import RunModel

/// Which dimension each parameter comes from.
struct ParameterNames: Sendable {
  private let owners: [String: Int]
  private let dimensions: [MatrixDimension]

  /// Throws ``MatrixProblem/sharedName(_:_:_:)``.
  init(_ dimensions: [MatrixDimension]) throws {
    var owners: [String: Int] = [:]
    for (index, dimension) in dimensions.enumerated() {
      for name in dimension.parameters {
        if let first = owners[name] {
          throw MatrixProblem.sharedName(name, dimensions[first].name, dimension.name)
        }
        owners[name] = index
      }
    }
    self.owners = owners
    self.dimensions = dimensions
  }

  func contains(_ name: String) -> Bool { owners[name] != nil }

  /// The number of a parameter's dimension. Throws ``MatrixProblem/unknownName(_:known:)``.
  func dimension(of name: String) throws -> Int {
    guard let index = owners[name] else {
      throw MatrixProblem.unknownName(name, known: owners.keys.sorted())
    }
    return index
  }

  /// The combinations that have all these values.
  func pattern(_ values: [String: JSONValue]) throws -> PointPattern {
    var pattern = PointPattern()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      let index = try dimension(of: name)
      pattern.require(dimensions[index].options(of: name) { $0.isSame(as: value) }, of: index)
    }
    return pattern
  }
}
