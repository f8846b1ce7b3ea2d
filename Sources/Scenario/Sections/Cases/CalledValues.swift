import RunModel

/// Values that call an environment variable by name are the same as those that are written out: conditions, `include` and
/// `exclude` may say either.
struct CalledValues {
  let opening: Secrets

  /// Gives every value the form that it has in its dimension.
  func unify(_ matrix: inout MatrixSpecification) {
    guard opening.hasVariables else { return }
    let forms = Dictionary(matrix.dimensions.map { ($0.name, self.forms($0.source)) }) { first, _ in first }
    matrix.include = matrix.include.map { unify($0, forms) }
    matrix.exclude = matrix.exclude.map { unify($0, forms) }
    for index in matrix.dimensions.indices {
      matrix.dimensions[index].when = matrix.dimensions[index].when.map { condition in
        var condition = condition
        let known = forms[condition.parameter] ?? [:]
        switch condition.test {
        case .oneOf(let values): condition.test = .oneOf(values.map { unify($0, known) })
        case .noneOf(let values): condition.test = .noneOf(values.map { unify($0, known) })
        case .within: break
        }
        return condition
      }
    }
  }

  private typealias Forms = [JSONValue: JSONValue]

  /// The values of a dimension by what they come to.
  private func forms(_ source: DimensionSource) -> Forms {
    switch source {
    case .values(let values), .weighted(let values, _):
      Dictionary(values.map { (opening.reveal($0), $0) }) { first, _ in first }
    default: [:]
    }
  }

  private func unify(_ value: JSONValue, _ forms: Forms) -> JSONValue {
    forms[opening.reveal(value)] ?? value
  }

  private func unify(_ entry: [String: JSONValue], _ forms: [String: Forms]) -> [String: JSONValue] {
    Dictionary(entry.map { ($0.key, unify($0.value, forms[$0.key] ?? [:])) }) { first, _ in first }
  }
}
