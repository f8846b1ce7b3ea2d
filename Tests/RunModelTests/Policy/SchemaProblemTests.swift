import RunModel
import Testing

@Suite struct SchemaProblemTests {
  @Test(
    arguments: [
      ["type": "object", "properties": ["a": ["oneOf": [["type": "string"], ["not": ["minimum": 3]]]]]],
      ["type": ["string", "null"], "pattern": "^a", "title": "a title", "enum": [1, "x"]],
      ["minimum": "${input.low}", "type": "${input.type}", "pattern": "${input.pattern}"],
      [
        "additionalProperties": false, "items": true, "required": ["a"], "uniqueItems": true,
        "multipleOf": 0.1,
      ],
    ] as [JSONValue]) func whatIsCheckedIsAccepted(schema: JSONValue)
  {
    #expect(SchemaProblem.first(in: schema) == nil)
  }

  @Test(
    arguments: [
      (["propertys": [:]], [.name("propertys")], "properties"),
      (
        ["properties": ["a": ["minlength": 3]]], [.name("properties"), .name("a"), .name("minlength")],
        "minLength"
      ),
      (["anyOf": [["type": "string"], ["type": "int"]]], [.name("anyOf"), .index(1), .name("type")], nil),
      (["type": "strin"], [.name("type")], "string"),
      (["pattern": "(unclosed"], [.name("pattern")], nil),
      (["minimum": "3"], [.name("minimum")], nil), (["minItems": -1], [.name("minItems")], nil),
      (["required": "a"], [.name("required")], nil), (["enum": []], [.name("enum")], nil),
      (["anyOf": []], [.name("anyOf")], nil), (["not": 3], [.name("not")], nil),
      (["format": "date"], [.name("format")], nil), ("text", [], nil),
    ] as [(JSONValue, [JSONPath.Step], String?)])
  func whatWouldNeverFailIsRefused(schema: JSONValue, steps: [JSONPath.Step], suggestion: String?) {
    let problem = SchemaProblem.first(in: schema)
    #expect(problem?.steps == steps)
    if let suggestion { #expect(problem?.suggestion == suggestion) }
  }

  /// Verdicts of Python's jsonschema 4.26.0 (Draft 2020-12).
  @Test(
    arguments: [
      (["oneOf": [["type": "integer"], ["minimum": 2]]], 1, true),
      (["oneOf": [["type": "integer"], ["minimum": 2]]], 3, false),
      (["oneOf": [["type": "integer"], ["minimum": 2]]], 1.5, false),
      (["not": ["type": "string"]], "a", false), (["not": ["type": "string"]], 1, true),
      (["exclusiveMinimum": 3], 3, false), (["exclusiveMinimum": 3], 4, true),
      (["exclusiveMaximum": 3], 3, false), (["exclusiveMaximum": 3], 2, true),
      (["multipleOf": 5], 10, true), (["multipleOf": 5], 11, false), (["multipleOf": 0.5], 1.5, true),
      (["minProperties": 1], [:], false), (["maxProperties": 1], ["a": 1, "b": 2], false),
      (["uniqueItems": true], [1, 2], true), (["uniqueItems": true], [1, 1], false),
    ] as [(JSONValue, JSONValue, Bool)])
  func valuesAreJudgedAsByTheStandard(schema: JSONValue, value: JSONValue, fits: Bool) {
    #expect((SchemaChecker.firstProblem(value, schema) == nil) == fits)
  }
}
