import RunModel

/// A dimension whose values are at hand: what the strategies combine by number.
struct MatrixDimension: Sendable {
  let name: String
  /// The parameters that it brings: its own name, or a data set's columns.
  let parameters: [String]
  let values: any DimensionValues
  /// Shares of a load's mix, one a value; empty when all are 1.
  let weights: [Double]
  /// Whether it may be left out: it has a condition then.
  let isConditional: Bool

  /// Number of its values.
  var count: Int { values.count }
  /// Number of its options: its values, and to be absent when it has a condition.
  var options: Int { isConditional ? count + 1 : count }
  /// The option of being absent.
  var absent: Int { count }

  /// Resolves a dimension: reads its file, finds its files. Throws ``MatrixProblem``.
  init(_ dimension: MatrixSpecification.Dimension, seed: UInt64) throws {
    name = dimension.name
    isConditional = !dimension.when.isEmpty
    let values: any DimensionValues
    do {
      values = try Self.values(dimension, seed: seed)
    } catch let problem as DataProblem {
      throw MatrixProblem.badData(name, problem, place: dimension.place)
    }
    guard values.count > 0 else { throw MatrixProblem.emptyDimension(name) }
    parameters = (values as? RowValues)?.parameters ?? [name]
    self.values = dimension.type.map { ConvertedValues(base: values, type: $0) } ?? values
    if case .weighted(_, let shares) = dimension.source { weights = shares } else { weights = [] }
  }

  private static func values(_ dimension: MatrixSpecification.Dimension, seed: UInt64) throws
    -> any DimensionValues
  {
    let name = dimension.name
    switch dimension.source {
    case .values(let list), .weighted(let list, _): return ListedValues(list: list)
    case .random(let random): return DrawnValues(random, dimension: name, seed: seed)
    case .text(let sizes): return SizedTexts(sizes, dimension: name, seed: seed)
    case .files(let files): return try ListedFiles(files, dimension: name)
    case .table(let table): return try RowValues(table, dimension: name, seed: seed)
    case .boundary(let limits):
      guard let values = BoundaryValues(limits, dimension: name, seed: seed) else {
        throw MatrixProblem.needsServer(name, place: dimension.place)
      }
      return values
    }
  }

  /// What it gives to a case at an option; nothing where it is absent.
  func contribute(_ option: Int, to point: inout CasePoint) {
    guard option < count else { return }
    values.contribute(option, name: name, to: &point)
    if !weights.isEmpty { point.weight *= weights[option] }
  }

  /// The options whose value of a parameter passes a test.
  func options(of parameter: String, where test: (JSONValue) -> Bool) -> OptionSet {
    .only(
      Set(
        (0..<count).filter { option in
          values.value(of: parameter, at: option, name: name).map(test) ?? false
        }))
  }
}

/// Values by number; they may be made or read as they are asked for.
protocol DimensionValues: Sendable {
  var count: Int { get }

  /// What a case gets.
  func contribute(_ index: Int, name: String, to point: inout CasePoint)

  /// The value of one of the dimension's parameters; `nil` when it has none there.
  func value(of parameter: String, at index: Int, name: String) -> JSONValue?
}

/// Values that are in memory.
struct ListedValues: DimensionValues {
  let list: [JSONValue]
  var count: Int { list.count }

  func contribute(_ index: Int, name: String, to point: inout CasePoint) {
    point.values[name] = list[index]
  }

  func value(of parameter: String, at index: Int, name: String) -> JSONValue? { list[index] }
}
