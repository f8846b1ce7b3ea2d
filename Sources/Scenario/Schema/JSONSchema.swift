import RunModel

/// The JSON Schema (draft 7) of scenario files, made from ``SchemaTable``, so that editors complete and check them.
package enum JSONSchema {
  /// The whole schema.
  package static var document: JSONValue {
    var root = schema(of: FileKeys.schema)
    root["$schema"] = "http://json-schema.org/draft-07/schema#"
    root["title"] = "floodgate scenario"
    let others = SchemaTable.sections.filter { $0.name != FileKeys.about.name }
    root["definitions"] = .object(
      Dictionary(others.map { ($0.name, .object(schema(of: $0))) }) { first, _ in first })
    return .object(root)
  }

  /// The schema as a text: keys sorted, two spaces a level.
  package static var text: String { pretty(document, indent: "") }

  private static func schema(of section: SchemaSection) -> [String: JSONValue] {
    let properties = section.keys.map { ($0.name, property($0)) }
    var schema: [String: JSONValue] = [
      "type": "object", "description": .string(section.facts.about),
      "properties": .object(Dictionary(properties) { first, _ in first }),
      "additionalProperties": section.facts.others.map { .object(Self.schema(of: $0)) } ?? false,
    ]
    // A name may stand before a scenario, and the stand-in needs neither address nor key.
    let required = ["scenario", "target"].contains(section.name) ? [] : section.keys.filter(\.isRequired)
    if !required.isEmpty { schema["required"] = .array(required.map { .string($0.name) }) }
    return schema
  }

  private static func property(_ key: SchemaKey) -> JSONValue {
    var property = schema(of: key.kind)
    let standard = key.isRequired ? "Required." : "Default: \(key.standard.replacing("`", with: ""))."
    property["description"] = .string(
      "\(key.meaning.replacing("`", with: "")). \(standard) Example: \(key.example)")
    return .object(property)
  }

  /// What a kind allows. An environment variable may stand for any plain value, and null for none.
  private static func schema(of kind: SchemaKey.Kind) -> [String: JSONValue] {
    switch kind {
    case .text: return ["type": ["string", "number", "boolean", "null"]]
    case .flag: return plain(["type": ["boolean", "null"]])
    case .integer(let range):
      return plain([
        "type": ["integer", "null"], "minimum": .integer(Int64(range.lowerBound)),
        "maximum": .integer(Int64(range.upperBound)),
      ])
    case .number(let range):
      return plain([
        "type": ["number", "null"], "minimum": .number(range.lowerBound),
        "maximum": .number(range.upperBound),
      ])
    case .time(let range):
      return [
        "anyOf": [
          .object(amount(range)),
          ["type": "string", "pattern": "^([0-9.]+(ms|us|s|m|h)?)+$|\\$\\{"],
        ]
      ]
    case .money(let range):
      return [
        "anyOf": [
          .object(amount(range.lowerBound.amount...range.upperBound.amount)), ["type": "string"],
        ]
      ]
    case .words(let words): return plain(["enum": .array(words.map { .string($0) } + [.null])])
    case .keys(let name): return ["$ref": .string("#/definitions/\(name)")]
    case .names(let kind):
      return ["type": ["object", "null"], "additionalProperties": .object(schema(of: kind))]
    case .list(let kind):
      return [
        "anyOf": [["type": "array", "items": .object(schema(of: kind))], .object(schema(of: kind))]
      ]
    case .any: return [:]
    case .either(let kinds): return ["anyOf": .array(kinds.map { .object(schema(of: $0)) })]
    }
  }

  /// A number of which none that counts is too small.
  private static func amount(_ range: ClosedRange<Double>) -> [String: JSONValue] {
    [
      "type": ["number", "null"], range.lowerBound > 0 ? "exclusiveMinimum" : "minimum": 0,
      "maximum": .number(range.upperBound),
    ]
  }

  private static func plain(_ schema: [String: JSONValue]) -> [String: JSONValue] {
    ["anyOf": [.object(schema), ["type": "string", "pattern": "\\$\\{"]]]
  }

  private static func pretty(_ value: JSONValue, indent: String) -> String {
    let inner = indent + "  "
    switch value {
    case .object(let members) where !members.isEmpty:
      let lines = members.sorted { $0.key < $1.key }.map { name, member in
        inner + JSONValue.string(name).canonicalText + ": " + pretty(member, indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .array(let elements) where elements.contains { $0.isContainer }:
      return "[\n" + elements.map { inner + pretty($0, indent: inner) }.joined(separator: ",\n")
        + "\n\(indent)]"
    default: return value.canonicalText
    }
  }
}

extension JSONValue {
  fileprivate var isContainer: Bool {
    switch self {
    case .object, .array: true
    case .null, .bool, .integer, .number, .string: false
    }
  }
}
