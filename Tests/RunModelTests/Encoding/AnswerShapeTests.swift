import RunModel
import Testing

/// What answers are like.
@Suite struct AnswerShapeTests {
  static let kinds: [(JSONValue, AnswerShape.Kind, String?, [String])] = [
    (["answer": "The tide is high in the morning and it is low at noon."], .text, "English", []),
    (["answer": "Die Flut ist am Morgen hoch und das Wasser ist nicht warm."], .text, "German", []),
    (["answer": "La marée est haute le matin et les bateaux sont dans le port."], .text, "French", []),
    (["answer": "潮汐在早晨上升，在中午下降。"], .text, "Chinese", []),
    (["answer": "I’m sorry, but I cannot help with that request today."], .refusal, nil, []),
    (["answer": " "], .empty, nil, []),
    (["answer": "# Tides\n\n- rise\n- fall\n\n| a | b |\n"], .text, nil, ["headings", "list", "table"]),
    (["answer": "1. rise\n2. fall\n```\ncode\n```"], .text, nil, ["code", "numbered list"]),
    (["answer": "{\"b\": 1, \"a\": 2}"], .object, nil, ["a", "b"]),
    (["answer": "[1, 2]"], .list, nil, []),
    (["answer": "{not json"], .text, nil, []),
    (["title": "x", "items": [1]], .object, nil, ["items", "title"]),
  ]

  @Test(arguments: 0..<kinds.count) func eachKind(index: Int) {
    let (outputs, kind, language, structure) = Self.kinds[index]
    let shape = AnswerShape(outputs)
    #expect(shape.kind == kind && shape.structure == structure, "\(shape)")
    if let language { #expect(shape.language == language, "\(shape)") }
  }
}
