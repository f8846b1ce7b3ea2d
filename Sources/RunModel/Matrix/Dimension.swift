extension MatrixSpecification {
  /// One parameter and its values, or a data set whose rows bring several parameters together.
  package struct Dimension: Sendable, Hashable {
    /// The parameter's name. Names that begin with `_` are for templates only and are not sent.
    package var name: String
    /// Where its values come from.
    package var source: DimensionSource
    /// What its values are turned into; `nil` for as they are. Columns of tables have types of their own.
    package var type: ValueType?
    /// When it applies; where one of these does not hold, its parameters are left out.
    package var when: [MatrixCondition]
    /// Where it stands, such as `s.yaml:4:5`; empty when it comes from no file.
    package var place: String

    /// A dimension of these values.
    package init(name: String, values: [JSONValue], when: [MatrixCondition] = []) {
      self.init(name: name, source: .values(values), when: when)
    }

    /// A dimension.
    package init(
      name: String, source: DimensionSource, type: ValueType? = nil, when: [MatrixCondition] = [],
      place: String = ""
    ) {
      self.name = name
      self.source = source
      self.type = type
      self.when = when
      self.place = place
    }

    /// The values that are written out; empty when they are made or read.
    package var values: [JSONValue] {
      get {
        switch source {
        case .values(let values), .weighted(let values, _): values
        default: []
        }
      }
      set { source = .values(newValue) }
    }
  }
}
