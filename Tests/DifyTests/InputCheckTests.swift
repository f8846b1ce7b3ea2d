import RunModel
import Testing

@testable import Dify

/// Values against the inputs that an app declares.
@Suite struct InputCheckTests {
  private static func app(_ form: JSONValue, _ more: [String: JSONValue] = [:]) -> AppDescription {
    var parameters = more
    parameters["user_input_form"] = form
    return AppDescription(info: ["mode": "chat", "name": "a"], parameters: .object(parameters))
  }

  @Test(
    arguments: [
      ("checkbox", true, true), ("checkbox", "yes", true), ("checkbox", 1, true), ("checkbox", 2, false),
      ("checkbox", "maybe", false), ("json_object", "{\"a\": 1}", true), ("json_object", "[1]", false),
      ("json_object", ["a": 1], false), ("json_object", "{", false), ("number", "1.5", true),
      ("number", "one", false), ("number", 2, true), ("file", ["type": "image"], true),
      ("file", "a.png", false), ("file-list", [["type": "image"]], true),
      ("file-list", ["type": "image"], false),
      ("text-input", 1, false), ("paragraph", "x", true), ("external_data_tool", 1, true),
    ] as [(String, JSONValue, Bool)])
  func fits(control: String, value: JSONValue, holds: Bool) throws {
    let form: JSONValue = .array([.object([control: ["variable": "x", "required": true]])])
    let input = try #require(Self.app(form).inputs.first)
    #expect((InputCheck.problem(value, input) == nil) == holds)
  }

  @Test func limitsFromTheServerThatAreNoneDoNotTrap() {
    let form: JSONValue = [["text-input": ["variable": "x", "max_length": 1e300]]]
    #expect(Self.app(form).inputs.first?.maxLength == nil)
  }

  @Test func whatTheAppDoesNotHaveIsTold() {
    let app = Self.app([["text-input": ["variable": "topic"]]])
    let cases = [TestCase(id: "c", parameters: ["topik": "x", "topic": "y"])]
    #expect(AppTraps.unknownInputs(cases, app).first?.contains("did you mean 'topic'?") == true)
    #expect(
      AppTraps.unknownInputs(cases, Self.app([])).isEmpty, "an app without inputs says nothing of names")
  }

  @Test(
    arguments: [
      ("text_to_speech", ["autoPlay": "enabled"]), ("sensitive_word_avoidance", ["enabled": true]),
      ("annotation_reply", ["enabled": true]), ("retriever_resource", ["enabled": true]),
    ] as [(String, JSONValue)])
  func trapsAreTold(name: String, value: JSONValue) {
    #expect(Self.app([], [name: value]).warnings.count == 1)
    #expect(Self.app([], [name: ["enabled": false]]).warnings.isEmpty)
  }

  /// Questions that clients fetch are a trap only for a load that does not.
  @Test func suggestedQuestionsAreATrapUnlessTheyAreAsked() {
    var target = TargetSpecification(baseURL: "http://x")
    let app = Self.app([], ["suggested_questions_after_answer": ["enabled": true]])
    #expect(AppTraps.ofFollowUps(target, app).count == 1)
    target.followUps = [FollowUp(.suggested)]
    #expect(AppTraps.ofFollowUps(target, app).isEmpty)
    #expect(Preflight(description: app).problems(with: target).allSatisfy { !$0.contains("suggests") })
    #expect(
      Preflight(description: Self.app([])).problems(with: target).contains { $0.contains("suggests no") })
  }

  @Test(arguments: [("Werkzeug/3.0 Python/3.12", 1), ("gunicorn", 0), (nil, 0)] as [(String?, Int)])
  func aServerForDebuggingIsATrap(name: String?, count: Int) {
    #expect(AppTraps.ofServer(name).count == count)
  }

  static let bases: [(TargetCall, JSONValue, Int)] = [
    (.retrieve, ["document_count": 0], 1), (.retrieve, ["document_count": 3, "provider": "external"], 1),
    (.retrieve, ["embedding_available": false, "retrieval_model_dict": ["reranking_enable": true]], 2),
    (.document, ["document_count": 0, "indexing_technique": "high_quality"], 1),
    (.document, ["indexing_technique": "economy"], 0), (.retrieve, [:], 0),
  ]

  @Test(arguments: 0..<bases.count) func trapsOfKnowledgeBasesAreTold(index: Int) {
    let (call, dataset, count) = Self.bases[index]
    #expect(AppDescription(dataset: dataset, call).warnings.count == count)
  }

  @Test func namesOfConversationsAreATrap() {
    var target = TargetSpecification(baseURL: "http://x")
    #expect(AppTraps.of(target, .chat).isEmpty)
    target.autoGenerateName = true
    #expect(AppTraps.of(target, .chat).count == 1 && AppTraps.of(target, .workflow).isEmpty)
  }
}
