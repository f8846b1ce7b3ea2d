/// The keywords of JSON Schema that ``SchemaChecker`` knows, each with the kind of its value.
enum SchemaKeyword {
  /// What stands after a keyword.
  enum Value {
    case schema, schemas, schemasByName
    case types, names, values, anything, pattern, flag, number, count
    /// Words for the reader: nothing is checked by it.
    case note
  }

  static let all: [String: Value] = [
    "type": .types, "enum": .values, "const": .anything,
    "properties": .schemasByName, "additionalProperties": .schema, "required": .names,
    "minProperties": .count, "maxProperties": .count,
    "items": .schema, "minItems": .count, "maxItems": .count, "uniqueItems": .flag,
    "minLength": .count, "maxLength": .count, "pattern": .pattern,
    "minimum": .number, "maximum": .number, "exclusiveMinimum": .number, "exclusiveMaximum": .number,
    "multipleOf": .number,
    "allOf": .schemas, "anyOf": .schemas, "oneOf": .schemas, "not": .schema,
    "$schema": .note, "$id": .note, "$comment": .note, "title": .note, "description": .note, "default": .note,
    "examples": .note, "deprecated": .note, "readOnly": .note, "writeOnly": .note,
  ]

  static let types: Set<String> = ["null", "boolean", "integer", "number", "string", "array", "object"]
}
