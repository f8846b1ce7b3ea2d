import RunModel
import Testing

@testable import Dify

/// What holds of every endpoint in the list. A new one is held to it by being named there.
@Suite struct EndpointsTests {
  private static let request = RunRequestBody(
    inputs: ["topic": "a \"quoted\" ü"], query: "why?", conversationID: nil, files: [], user: "u-1",
    responseMode: .streaming, autoGenerateName: false, version: nil)

  @Test func eachAppHasExactlyOneEndpoint() {
    for app in TargetSpecification.AppKind.allCases {
      #expect(RunEndpoints.all.count { $0.apps.contains(app) } == 1, "\(app)")
    }
    #expect(Set(RunEndpoints.all.map { $0.name }).count == RunEndpoints.all.count)
    #expect(RunEndpoints.all.allSatisfy { !$0.apps.isEmpty && !$0.name.isEmpty })
  }

  @Test func pathsBeginWithASlashAndNameTheTask() {
    for endpoint in RunEndpoints.all {
      #expect(endpoint.path(version: nil).hasPrefix("/"), "\(endpoint.name)")
      let stop = endpoint.stopPath(taskID: "a b/c")
      #expect(stop.hasPrefix("/") && stop.hasSuffix("/stop") && !stop.contains("a b/c"), "\(stop)")
    }
    #expect(Set(RunEndpoints.all.map { $0.stopPath(taskID: "t") }).count == RunEndpoints.all.count)
  }

  @Test(arguments: [TargetSpecification.ResponseMode.streaming, .blocking])
  func bodiesAreJSONWithWhatEveryAppNeeds(mode: TargetSpecification.ResponseMode) throws {
    for endpoint in RunEndpoints.all {
      var request = Self.request
      request.responseMode = mode
      let body = try JSONReader.value(of: endpoint.body(request))
      #expect(body["inputs"] == ["topic": "a \"quoted\" ü"], "\(endpoint.name)")
      #expect(body["user"] == "u-1" && body["response_mode"] == .string(mode.rawValue), "\(endpoint.name)")
    }
  }
}
