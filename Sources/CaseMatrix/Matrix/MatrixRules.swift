import RunModel

/// What a matrix forbids and adds, in numbers of dimensions and options.
struct MatrixRules: Sendable {
  /// An entry of `include`.
  struct Inclusion: Sendable {
    /// The combinations that it extends.
    var extends: PointPattern
    /// What it adds to them.
    var extra: [String: JSONValue]
    /// All its values: a case of its own when it extends none.
    var values: [String: JSONValue]
  }

  /// No case matches one of these.
  private(set) var forbidden: [PointPattern]
  /// When each dimension applies; `nil` for always.
  private(set) var applies: [PointPattern?]
  /// The entries of `include`, in order.
  let includes: [Inclusion]

  /// Reads the rules. Throws ``MatrixProblem``.
  init(_ specification: MatrixSpecification, _ dimensions: [MatrixDimension]) throws {
    let names = try ParameterNames(dimensions)
    forbidden = try specification.exclude.map(names.pattern)
    applies = Array(repeating: nil, count: dimensions.count)
    includes = try specification.include.map { entry in
      Inclusion(
        extends: try names.pattern(entry.filter { names.contains($0.key) }),
        extra: entry.filter { !names.contains($0.key) }, values: entry)
    }
    for (index, dimension) in specification.dimensions.enumerated() where !dimension.when.isEmpty {
      try add(dimension, at: index, dimensions, names)
    }
  }

  /// A dimension is absent exactly where a part of its condition does not hold.
  private mutating func add(
    _ dimension: MatrixSpecification.Dimension, at index: Int, _ dimensions: [MatrixDimension],
    _ names: ParameterNames
  ) throws {
    let absent = OptionSet.only([dimensions[index].absent])
    var holds = PointPattern()
    for condition in dimension.when {
      let other = try names.dimension(of: condition.parameter)
      guard other < index else {
        throw MatrixProblem.conditionOnLater(dimension.name, on: condition.parameter)
      }
      let options = dimensions[other].options(of: condition.parameter, where: condition.holds)
      holds.require(options, of: other)
      var present = PointPattern()
      present.require(options.complement, of: other)
      present.require(absent.complement, of: index)
      forbidden.append(present)
    }
    applies[index] = holds
    holds.require(absent, of: index)
    forbidden.append(holds)
  }
}
