import RunModel

/// Values turned into another type; what cannot be turned stays as it is.
struct ConvertedValues: DimensionValues {
  let base: any DimensionValues
  let type: ValueType
  var count: Int { base.count }

  func contribute(_ index: Int, name: String, to point: inout CasePoint) {
    base.contribute(index, name: name, to: &point)
    if let value = point.values[name] { point.values[name] = type.convert(value) ?? value }
  }

  func value(of parameter: String, at index: Int, name: String) -> JSONValue? {
    base.value(of: parameter, at: index, name: name).map { type.convert($0) ?? $0 }
  }
}
