import RunModel
import Testing

@testable import Dify

/// What a document's status says, and when it is asked for again.
@Suite struct IndexingStateTests {
  static let states: [(words: [String], status: TaskStatus?, failure: FailureClass?)] = [
    (["waiting"], nil, nil), (["parsing"], nil, nil), (["completed", "indexing"], nil, nil),
    (["a word of tomorrow"], nil, nil), (["completed", "completed"], .succeeded, nil),
    (["completed", "error"], .failed, .indexing), (["paused"], .failed, .paused),
    ([], .error, .protocolError),
  ]

  @Test(arguments: 0..<states.count) func eachWordIsRead(index: Int) {
    let (words, status, failure) = Self.states[index]
    let data = words.map { JSONValue.object(["indexing_status": .string($0), "new_field": 1]) }
    let verdict = IndexingState(["data": .array(data)]).verdict
    #expect(verdict?.status == status && verdict?.failure == failure)
  }

  @Test(arguments: [(0, 100), (400, 100), (8000, 1000), (100_000, 2000)])
  func looksComeLessOftenAsTimePasses(passed: Int, pause: Int) {
    #expect(IndexingState.pause(after: .milliseconds(passed)) == .milliseconds(pause))
  }
}
