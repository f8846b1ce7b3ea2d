import RunModel
import Testing

@testable import Dify

/// A target that cannot be asked is told with what to do about it.
@Suite struct RequestProblemTests {
  @Test(
    arguments: [
      ("http://h/v1/info", 200, nil, "ends with /v1"), ("http://h/v1/info", 404, nil, "ends with /v1"),
      ("http://h/v1/info", 301, nil, "sends its clients elsewhere"),
      ("http://h/v1/info", 401, "unauthorized", "the key is wrong"),
      ("http://h/v1/datasets/x", 401, "unauthorized", "knowledge key"),
      ("http://h/v1/datasets/x", 404, "not_found", "id of the knowledge base"),
      ("http://h/v1/info", 403, nil, "switched off"), ("http://h/v1/info", 503, nil, "the Dify behind it"),
      ("http://h/v1/info", 400, "app_unavailable", "never published"),
      ("https://h/v1/info", 0, nil, "rather than http://?"), ("http://h/v1/info", 0, nil, "is the server up"),
    ] as [(String, Int, String?, String)])
  func whatToDo(url: String, status: Int, code: String?, advice: String) {
    let problem = RequestProblem(url: url, status: status, text: "no", code: code)
    #expect(problem.advice?.contains(advice) == true)
  }

  @Test func difysOwnWordsAreEnough() {
    let problem = RequestProblem(
      url: "http://h/v1/info", status: 500, text: "no", code: "internal_server_error")
    #expect(problem.advice == nil)
  }
}
