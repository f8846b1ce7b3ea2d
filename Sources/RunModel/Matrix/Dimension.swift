extension MatrixSpecification {
  /// One parameter and its values, or a data set whose rows bring several parameters together.
  public struct Dimension: Sendable, Hashable {
    /// The parameter's name. Names that begin with `_` are for templates only and are not sent.
    public var name: String
    /// Where its values come from.
    public var source: DimensionSource
    /// When it applies; where one of these does not hold, its parameters are left out.
    public var when: [MatrixCondition]
    /// Where it stands, such as `s.yaml:4:5`; empty when it comes from no file.
    public var place: String

    /// A dimension of these values.
    public init(name: String, values: [JSONValue], when: [MatrixCondition] = []) {
      self.init(name: name, source: .values(values), when: when)
    }

    /// A dimension.
    public init(name: String, source: DimensionSource, when: [MatrixCondition] = [], place: String = "") {
      self.name = name
      self.source = source
      self.when = when
      self.place = place
    }

    /// The values that are written out; empty when they are made or read.
    public var values: [JSONValue] {
      get {
        switch source {
        case .values(let values), .weighted(let values, _): values
        }
      }
      set { source = .values(newValue) }
    }
  }
}

/// Where a dimension's values come from.
public enum DimensionSource: Sendable, Hashable {
  /// They are written out; at least one.
  case values([JSONValue])
  /// They are written out, each with its share of a load's mix; at least 0.
  case weighted([JSONValue], weights: [Double])
}
