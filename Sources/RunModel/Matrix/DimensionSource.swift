/// Where a dimension's values come from.
package enum DimensionSource: Sendable, Hashable {
  /// They are written out; at least one.
  case values([JSONValue])
  /// They are written out, each with its share of a load's mix; at least 0.
  case weighted([JSONValue], weights: [Double])
  /// They are drawn; seeded.
  case random(RandomValues)
  /// They are made up to a size; seeded.
  case text(TextSizes)
  /// They lie at the edges of what an app's input allows.
  case boundary(BoundaryLimits)
  /// They are files that go with the request.
  case files(FileList)
  /// They are rows of a data file.
  case table(DataTable)
}

/// What a value is turned into.
package enum ValueType: String, Sendable, CaseIterable {
  /// A text, as most inputs of Dify's apps want it.
  case text
  /// A whole number.
  case integer
  /// A number.
  case number
  /// `true` or `false`.
  case boolean
  /// Any JSON, read from a text.
  case json
}
