import RunModel
import Testing

@testable import Dify

/// What later turns know of earlier ones.
@Suite struct ConversationMemoryTests {
  private func turn(_ query: String, extracts name: String? = nil) -> Turn {
    var turn = Turn(
      query: query,
      extractions: name.map { [Extraction(name: $0, source: .pattern("is ([0-9]+)"))] } ?? [])
    turn.onFail = .skip
    return turn
  }

  private func answer(_ text: String, _ status: TaskStatus = .succeeded, message: String? = nil) -> TaskOutput
  {
    TaskOutput(status: status, message: message, text: text, exchanges: [ExchangeRecord()])
  }

  /// A value that one turn did not find is missing only until another does.
  @Test func whatIsFoundLaterIsNoLongerMissing() {
    var memory = ConversationMemory()
    let (asks, uses) = (turn("which?", extracts: "number"), turn("about ${turn.number}"))
    let none = memory.judged(answer("nothing"), asks, number: 1, took: .zero)
    #expect(none.message == "turn 1: nothing to extract for 'number'" && memory.skips(uses))
    let found = memory.judged(answer("it is 42"), asks, number: 2, took: .zero)
    #expect(found.status == .succeeded && !memory.skips(uses))
    #expect(memory.fill(uses.query) == "about 42")
  }

  /// A turn that failed says why it failed, not that there was nothing to extract.
  @Test func aFailedTurnKeepsItsReason() {
    var memory = ConversationMemory()
    let failed = memory.judged(
      answer("", .error, message: "reset by peer"), turn("which?", extracts: "number"), number: 3, took: .zero
    )
    #expect(failed.status == .error && failed.message == "turn 3: reset by peer")
    #expect(failed.exchanges[0].turn == 3 && failed.exchanges[0].turnFailed == true)
  }
}
