import RunModel

/// What the dimensions and `include` say of one case, before its templates are filled.
struct CasePoint: Sendable {
  /// Parameters by name, those for templates only too.
  var values: [String: JSONValue] = [:]
  /// The product of the values' shares of a load's mix.
  var weight = 1.0
}
