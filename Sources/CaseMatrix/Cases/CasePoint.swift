import RunModel

/// What the dimensions and `include` say of one case, before its templates are filled.
struct CasePoint: Sendable {
  /// Parameters by name, those for templates only too.
  var values: [String: JSONValue] = [:]
  /// Parameters that are not sent, beside those whose names begin with `_`.
  var unsent: [String] = []
  /// The product of the values' shares of a load's mix.
  var weight = 1.0
  /// The data set that it came from.
  var dataset: String?
  /// The end user that a data set's row is bound to.
  var user: String?
  /// Labels that a dimension gives.
  var tags: [String: String] = [:]
  /// Files that dimensions bring.
  var files: [FileReference] = []
  /// Expectations that a dimension brings.
  var expectations: [Expectation] = []
}
