import MockDify
import RunModel
import Testing

@testable import Dify

/// What an app says of its inputs, and how the stand-in holds to it.
@Suite struct InputLimitsTests {
  @Test func limitsOfAFormAreThoseOfBoundaryValues() {
    let parameters: JSONValue = [
      "user_input_form": [
        ["text-input": ["variable": "q", "max_length": 48]], ["paragraph": ["variable": "p"]],
        ["select": ["variable": "s", "options": ["a", "b"]]], ["number": ["variable": "n"]],
        ["text-input": ["variable": "zero", "max_length": 0]],
      ]
    ]
    #expect(
      AppDescription(info: [:], parameters: parameters).limits == [
        "q": .text(maxLength: 48), "p": .text(maxLength: nil), "s": .options(["a", "b"]),
        "zero": .text(maxLength: nil),
      ])
  }

  @Test func preflightCountsCodePointsAsTheServerDoes() {
    let parameters: JSONValue = ["user_input_form": [["text-input": ["variable": "q", "max_length": 4]]]]
    let preflight = Preflight(description: AppDescription(info: [:], parameters: parameters))
    func problems(_ text: String, _ change: (inout TestCase) -> Void = { _ in }) -> [String] {
      var testCase = TestCase(id: "c", parameters: ["q": .string(text)])
      change(&testCase)
      return preflight.problems(with: testCase)
    }
    #expect(problems("four").isEmpty && problems("fives").count == 1)
    #expect(problems("e\u{301}e\u{301}x").count == 1, "three characters, five code points")
    #expect(problems("fives") { $0.expectations = [.refused] }.isEmpty)
    #expect(problems("fives") { $0.tags = ["boundary": "just-outside"] }.isEmpty)
  }

  @Test(arguments: [("four", TaskStatus.succeeded), ("fives", .failed)])
  func theStandInRefusesWhatIsOutside(text: String, status: TaskStatus) async throws {
    let configuration = EndToEndTests.quick {
      $0.inputs = [MockInput(variable: "q", maxLength: 4)]
    }
    let plain = TestCase(id: "c", parameters: ["q": .string(text)])
    let (result, _) = try await EndToEndTests.ask(configuration, plain)
    #expect(result.status == status, "\(result.errorMessage ?? "")")
    var negative = plain
    negative.expectations = [.refused]
    let (other, _) = try await EndToEndTests.ask(configuration, negative)
    #expect(other.status == (status == .succeeded ? .failed : .succeeded), "\(other.errorMessage ?? "")")
  }

  @Test func theStandInsInputsAreReadFromItsOptions() throws {
    let configuration = try MockConfiguration(options: ["inputs": "q:48;tone:formal|casual"])
    #expect(
      configuration.inputs == [
        MockInput(variable: "q", maxLength: 48), MockInput(variable: "tone", options: ["formal", "casual"]),
      ])
    #expect(throws: MockConfiguration.Problem.self) { try MockConfiguration(options: ["inputs": "q"]) }
  }
}
