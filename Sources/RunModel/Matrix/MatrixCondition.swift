/// What must hold of one parameter for a dimension to apply.
package struct MatrixCondition: Sendable, Hashable {
  /// What is asked of the value.
  package enum Test: Sendable, Hashable {
    /// It is one of these.
    case oneOf([JSONValue])
    /// It is none of these.
    case noneOf([JSONValue])
    /// It is a number from `min` to `max`, both included; `nil` for no limit.
    case within(min: Double?, max: Double?)
  }

  /// The parameter; its dimension stands before the one that has the condition.
  package var parameter: String
  /// What is asked of it.
  package var test: Test

  /// A condition.
  package init(_ parameter: String, _ test: Test) {
    self.parameter = parameter
    self.test = test
  }

  /// Whether it holds of a value.
  package func holds(of value: JSONValue) -> Bool {
    switch test {
    case .oneOf(let values): values.contains { $0.isSame(as: value) }
    case .noneOf(let values): !values.contains { $0.isSame(as: value) }
    case .within(let min, let max):
      value.doubleValue.map { $0 >= min ?? -.infinity && $0 <= max ?? .infinity } ?? false
    }
  }
}

extension JSONValue {
  /// Equal, numbers by value: 1 is the same as 1.0.
  package func isSame(as other: JSONValue) -> Bool {
    if case .integer = self, case .integer = other { return self == other }
    if let left = doubleValue, let right = other.doubleValue { return left == right }
    return self == other
  }
}
