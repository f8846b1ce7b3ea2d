import Dify
import RunModel
import Scenario
import Testing

@testable import Session

/// Scenarios that are written from what an app says.
@Suite struct DraftTests {
  private static let form: JSONValue = [
    ["text-input": ["variable": "topic", "label": "The topic", "required": true, "max_length": 12]],
    ["paragraph": ["variable": "note", "required": false]],
    ["select": ["variable": "tone", "required": true, "options": ["formal", "it's \"casual\" ${HOME}"]]],
    ["select": ["variable": "include", "required": true, "options": ["a", "b"]]],
    ["select": ["variable": "_hidden", "required": true, "options": ["a", "b"], "default": "b"]],
    ["number": ["variable": "count", "required": true, "default": "3"]],
    ["checkbox": ["variable": "flag", "required": true]],
    ["json_object": ["variable": "data", "required": true]],
    ["file": ["variable": "paper", "required": true, "allowed_file_types": ["image"]]],
    ["external_data_tool": ["variable": "a b", "required": true]],
  ]

  private static func draft(_ mode: String, _ form: JSONValue = form, questions: JSONValue = [])
    -> ScenarioDraft
  {
    let app = AppDescription(
      info: ["name": .string("Support: \"bot\"\n# 1"), "mode": .string(mode)],
      parameters: ["user_input_form": form, "suggested_questions": questions])
    return AppDraft(app: app, version: "1.11.2", url: "http://localhost/v1", keyVariable: "KEY").draft
  }

  private static func load(_ draft: ScenarioDraft) throws -> ScenarioDocument {
    try ScenarioLoader(environment: ["KEY": "app-x", "HOME": "/root"]).load(
      bytes: Array(draft.text.utf8), name: "d.yaml")
  }

  @Test(arguments: TargetSpecification.AppKind.allCases.map(\.rawValue) + ["new-mode"])
  func everyModeAndControlLoads(mode: String) throws {
    let draft = Self.draft(mode)
    let document = try Self.load(draft)
    let matrix = try #require(document.matrices.first)
    #expect(draft.name == "support-bot-1" && document.targets.first?.key == .environment("KEY"))
    #expect(matrix.inputs["count"] == 3 && matrix.inputs["flag"] == true && matrix.inputs["data"] == "{}")
    #expect(matrix.inputs["topic"]?.stringValue?.count == 12, "no longer than the app takes")
    #expect(
      matrix.inputs["include"] == "a" && matrix.inputs["_hidden"] == "b" && matrix.inputs["note"] == nil)
    #expect(matrix.dimensions.map(\.name) == ["tone"], "names that mean something else are constants")
    #expect(matrix.dimensions.first?.values.last == "it's \"casual\" ${HOME}", "which is no variable")
    #expect(matrix.files.first?.variable == "paper" && matrix.inputs["a b"] != nil)
    #expect((matrix.query == nil) == ["workflow", "completion"].contains(mode))
  }

  @Test func suggestedQuestionsAreAsked() throws {
    let matrix = try Self.load(Self.draft("chat", [], questions: ["What?", "Who?"])).matrices[0]
    #expect(matrix.query == "${input._question}" && matrix.dimensions.first?.values == ["What?", "Who?"])
    let one = try Self.load(Self.draft("chat", [], questions: ["What?"])).matrices[0]
    #expect(one.query == "What?" && one.dimensions.isEmpty)
  }

  @Test func anAppWithoutInputsAndTheStarterLoad() throws {
    for draft in [Self.draft("workflow", []), Self.draft("completion", []), .starter] {
      let document = try Self.load(draft)
      #expect(document.thresholds.count == 2 && document.warnings.isEmpty)
    }
  }

  @Test func optionalInputsAreComments() {
    let form: JSONValue = [["text-input": ["variable": "topic", "required": false]]]
    let text = Self.draft("workflow", form).text
    #expect(text.contains("  # topic: \"An example of topic\"") && text.contains("# inputs:"))
  }
}

@Suite struct SpendEstimateTests {
  @Test(
    arguments: [
      (72, 1, Budget(tokensPerCase: 100), "72 tasks: about 7\u{202f}200 tokens"),
      (
        10, 3, Budget(costPerCase: Price(decimal: "0.01")),
        "10 tasks, with retries at most 30 runs: about 0.3"
      ),
      (10, 1, nil, "what one takes is not known"), (nil, 1, nil, "how many tasks there will be is not known"),
    ] as [(Double?, Int, Budget?, String)])
  func isSaid(tasks: Double?, attempts: Int, budget: Budget?, words: String) {
    let estimate = SpendEstimate(tasks: tasks, attempts: attempts, budget: budget)
    #expect(estimate.words.contains(words), "\(estimate.words)")
  }
}
