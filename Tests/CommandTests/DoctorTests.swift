import Foundation
import MockDify
import RunModel
import Testing

/// `doctor` and `calibrate` as their user meets them.
@Suite(.serialized) struct DoctorTests {
  private func document(_ text: String) throws -> [String: JSONValue] {
    guard case .object(let members) = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else {
      return [:]
    }
    return members
  }

  @Test func calibrateTellsTheFloor() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let outcome = try program.call(["calibrate", "--json"], environment: ["XDG_STATE_HOME": program.folder])
    // The next run's report has it.
    #expect(FileManager.default.fileExists(atPath: program.folder + "/floodgate"))
    #expect(outcome.code == 0, "\(outcome)")
    let floor = try document(outcome.output)
    let (median, tail) = (floor["ttft_p50_seconds"]?.doubleValue, floor["ttft_p99_seconds"]?.doubleValue)
    #expect(try #require(median) > 0 && #require(tail) >= #require(median))
    #expect(try #require(floor["tasks_per_second"]?.doubleValue) > 0)
    guard case .array(let streams)? = floor["streams"] else { return #expect(Bool(false), "\(floor)") }
    #expect(streams.count >= 1 && streams.first?["count"] == 50)
  }

  @Test func aTargetIsLookedAtWithItsAppAndItsWay() async throws {
    let program = try ProgramTests()
    let server = try await MockDifyServer.start(try MockConfiguration(options: ["key": "app-right"]))
    let scenario = try program.scenario(
      "target: {base_url: '\(server.url)', api_key: '${DIFY_API_KEY}', app: workflow}\n")
    let right = try program.call(["doctor", scenario, "--json"], environment: ["DIFY_API_KEY": "app-right"])
    let parts = try document(right.output)["parts"]
    #expect([0, 5].contains(right.code) && right.output.contains("127.0.0.1 in "), "\(right)")
    #expect(right.output.contains("Dify 1.11.2") && !right.output.contains("app-right"))
    guard case .array(let places)? = parts else { return #expect(Bool(false)) }
    #expect(places.map { $0["place"]?.stringValue } == ["machine", "target default"])
    let wrong = try program.call(["doctor", scenario], environment: ["DIFY_API_KEY": "app-wrong"])
    await server.shutdown()
    #expect(wrong.code == 1 && wrong.output.contains("do: the key is wrong"), "\(wrong)")
    #expect(!wrong.output.contains("app-wrong"))
  }

  @Test func aTargetThatIsNotThereIsAProblem() throws {
    let program = try ProgramTests()
    let scenario = try program.scenario(
      "target: {base_url: 'http://127.0.0.1:1/v1', api_key: '${K}', app: chat}\n")
    let outcome = try program.call(["doctor", scenario], environment: ["K": "app-x"])
    #expect(outcome.code == 1 && outcome.output.contains("do: is the server up"), "\(outcome)")
    #expect(try program.call(["doctor", program.folder + "/none.yaml"]).code == 1)
  }
}
