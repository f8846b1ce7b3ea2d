import RunModel

/// Who tells: the resource of OTLP's messages, and forms that they share.
struct OTLPResource: Sendable {
  let run, scenario: String

  /// The resource of the run.
  var value: JSONValue {
    [
      "attributes": Self.attributes([
        "service.name": "floodgate", "service.version": .string(floodgateVersion),
        "service.instance.id": .string(run), "floodgate.run": .string(run),
        "floodgate.scenario": .string(scenario),
      ])
    ]
  }

  /// What makes the figures.
  static let scope: JSONValue = ["name": "floodgate", "version": .string(floodgateVersion)]

  /// Names and values as OTLP has them: whole numbers are texts.
  static func attributes(_ members: [String: JSONValue]) -> JSONValue {
    .array(
      members.sorted { $0.key < $1.key }.compactMap { name, value in
        self.value(value).map { ["key": .string(name), "value": $0] }
      })
  }

  private static func value(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .string: ["stringValue": value]
    case .integer(let number): ["intValue": .string("\(number)")]
    case .number: ["doubleValue": value]
    case .bool: ["boolValue": value]
    case .null, .array, .object: nil
    }
  }
}
