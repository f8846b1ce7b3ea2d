import RunModel
import Testing

@testable import Session

@Suite struct PrometheusAnswerTests {
  private func read(_ text: String, status: Int = 200) -> String {
    switch PrometheusAnswer.read(status: status, Array(text.utf8)) {
    case .problem(let words): words
    case .values(let values): values.map { "\($0.labels)=\($0.value)" }.joined(separator: "; ")
    }
  }

  @Test(arguments: [
    (
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"b"},"value":[1.5,"2"]},{"metric":{"job":"a"},"value":[1,"0.5"]},{"metric":{"job":"c"},"value":[1,"NaN"]}]}}"#,
      #"job="a"=0.5; job="b"=2.0"#
    ),
    (#"{"status":"success","data":{"resultType":"scalar","result":[1,"7"]}}"#, "=7.0"),
    (#"{"status":"success","data":{"resultType":"scalar","result":[1,"+Inf"]}}"#, ""),
    (#"{"status":"success","data":{"resultType":"vector","result":[]}}"#, ""),
    (
      #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#,
      "the query answers a matrix, not numbers of one instant"
    ),
    (#"{"status":"error","errorType":"bad_data","error":"1:3: parse error"}"#, "1:3: parse error"),
    ("<html>", "the answer is none of Prometheus"), ("[]", "the answer is none of Prometheus"),
  ]) func answersAreRead(text: String, found: String) { #expect(read(text) == found) }

  @Test func withoutADocumentTheStatusIsTold() { #expect(read("nginx", status: 502) == "HTTP 502") }

  @Test(arguments: [
    ("up", "up"), ("a{b=\"c d\"}+1", "a%7Bb%3D%22c%20d%22%7D%2B1"), ("\u{fc}", "%C3%BC"), ("-._~", "-._~"),
  ]) func queriesBecomeAddresses(text: String, encoded: String) {
    #expect(AddressText.encoded(text) == encoded && PercentText.decoded(encoded) == text)
  }

  @Test(arguments: ["%", "%2", "%zz", "%ff"]) func whatIsNotWellFormedIsNone(text: String) {
    #expect(PercentText.decoded(text) == nil)
  }
}
