import LoadEngine
import MockDify
import Reactor
import RunModel
import ServerSentEvents
import Testing

@testable import CurlTransport
@testable import Dify

/// What is made of an answer where it is just so and just not so.
@Suite struct AnswerEdgesTests {
  private func judged(_ facts: AnswerFacts) -> OutcomeClassifier.Verdict {
    OutcomeClassifier.judge(
      family: .workflow, httpStatus: 200, isStream: true, isJSON: false, facts: facts, endsInsideEvent: false)
  }

  @Test(arguments: [(0, nil), (1, FailureClass.partial), (2, .partial)])
  func oneHandledErrorIsPartOfTheRun(count: Int, failure: FailureClass?) {
    var facts = AnswerFacts()
    facts.finish = .init(status: "succeeded", handledErrors: count)
    #expect(judged(facts).failure == failure)
  }

  /// A run that failed says more than the error after it; one that succeeded does not take it back.
  @Test(arguments: [("failed", FailureClass.workflowFailed), ("succeeded", .streamError)])
  func anErrorAfterTheEndCounts(status: String, failure: FailureClass) {
    var facts = AnswerFacts()
    facts.finish = .init(status: status, error: "no")
    facts.problem = .init(code: "internal_server_error", message: "x", status: 500)
    #expect(judged(facts).failure == failure)
  }

  /// Of several models at work each has the texts that name its node.
  @Test func aTextIsThatOfTheModelWhichItNames() {
    var texts = ModelTexts()
    texts.begin("one", node: "llm-a")
    texts.begin("two", node: "llm-b")
    for (node, second) in [("llm-a", 1), ("llm-b", 2), ("llm-a", 3), ("llm-ab", 4), ("llm", 5)] {
      let frame = #"{"data": {"text": "x", "from_variable_selector": ["\#(node)", "text"]}}"#
      texts.text(Array(frame.utf8).span.bytes, at: .zero + .seconds(second))
    }
    let (one, two) = (texts.end("one"), texts.end("two"))
    #expect(one.first == .zero + .seconds(1) && one.last == .zero + .seconds(3))
    #expect(two.first == .zero + .seconds(2) && two.last == .zero + .seconds(2))
  }

  /// A New Agent says its answer whole at the end: what is too large is not taken, and what came before stays.
  @Test(arguments: [(100, "xxx"), (5 << 20, "before")]) func aWholeAnswerIsBounded(size: Int, begins: String)
    throws
  {
    let events = [
      #"{"event": "agent_message", "task_id": "t", "answer": "before"}"#,
      #"{"event": "message", "task_id": "t", "answer": "\#(String(repeating: "x", count: size))"}"#,
    ]
    var fold = StreamFold(keepsContent: true)
    for event in events { fold.event(Array(event.utf8).span.bytes) }
    fold.end()
    #expect(fold.reader.facts.text.hasPrefix(begins))
  }

  @Test(arguments: [(0, nil), (2, 2)]) func requestsThatWereSentAgainAreCounted(times: Int, noted: Int?)
    throws
  {
    let loop = try EpollLoop()
    defer { loop.shutdown() }
    var transfer = Transfer(at: loop.now)
    transfer.resends = times
    var exchange = ExchangeRecord()
    exchange.take(transfer, scope: .init(runID: "r", loop: loop, origin: loop.now, logger: .silent))
    #expect(exchange.resends == noted)
  }

  @Test func theRunAfterAStopIsTimedToItsHead() {
    var exchange = ExchangeRecord()
    (exchange.send, exchange.firstByte) = (.zero + .seconds(1), .zero + .seconds(3))
    var answer = TaskOutput(status: .failed, failure: .appRefused, exchanges: [exchange])
    answer.noteRunAfterStop()
    #expect(answer.exchanges[0].calls == [CallRecord(.afterStop, took: 2_000_000_000, failure: .appRefused)])
  }

  @Test(arguments: [(1, "1 request was given up"), (2, "2 requests were given up")])
  func runsWithoutANameAreTold(count: Int, words: String) throws {
    let told = try withClient { client, scope in
      let work = DifyWork(client: client, app: .workflow, scope: scope, keepsContent: false)
      var exchange = ExchangeRecord()
      (exchange.bytesSent, exchange.stopRequest) = (1, .impossible)
      for _ in 0..<count {
        work.ledger.note(exchange, .init(user: "u", seen: .cut, mayHaveBegun: true))
      }
      return work.unnamedRuns
    }
    #expect(told?.hasPrefix(words) == true, "\(told ?? "")")
  }

  @Test func aFileIsUploadedOnceForAUser() async throws {
    var testCase = TestCase(id: "files", parameters: ["query": "hello"])
    testCase.files = (0..<3).map { _ in FileReference(type: "document", source: .upload(path: #filePath)) }
    let (result, counters) = try await EndToEndTests.ask(EndToEndTests.quick(), testCase)
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    #expect(counters.requests == 2, "the upload and the run")
  }
}
