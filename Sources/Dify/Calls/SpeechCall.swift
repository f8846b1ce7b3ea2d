import CurlTransport
import LoadEngine
import RunModel

/// `POST /text-to-audio`: a text that is spoken. Its first byte is the first of the sound.
struct SpeechCall: DirectCall {
  let client: DifyClient

  func perform(_ context: TaskContext, _ testCase: TestCase, user: String) async throws -> TaskOutput {
    var body = testCase.parameters
    body["text"] = .string(try testCase.text("text"))
    body["user"] = .string(user)
    let answer = await client.call(Self.request(client, body, context), context)
    var output = answer.output(Self.verdict(answer))
    output.outputs = ["bytes": .integer(Int64(answer.bodyBytes))]
    return output
  }

  static func request(_ client: DifyClient, _ body: [String: JSONValue], _ context: TaskContext)
    -> HTTPRequest
  {
    client.post("/text-to-audio", body: CanonicalJSON.bytes(of: .object(body)), user: context.user)
  }

  static func verdict(_ answer: CallAnswer) -> OutcomeClassifier.Verdict? {
    answer.isAudio ? nil : .error(.protocolError, "the answer is no audio")
  }
}
