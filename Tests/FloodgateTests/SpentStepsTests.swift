import Floodgate
import Foundation
import Report
import Testing

@testable import Session

/// What a search knows of an earlier process that was killed.
@Suite(.serialized) struct SpentStepsTests {
  private let reports = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()

  /// The step that was cut has results and no report: its tokens were paid for all the same.
  @Test func aStepThatWasCutHasSpentToo() async throws {
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let test = try await LoadTest(
      scenario: """
        name: paid
        target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 0, gap_ms: 0, events: 2}}
        matrix: {n: {from: 1, to: 6}}
        """, reports: reports + "/steps")
    let (whole, cut) = (try await test.run(), try await test.run())
    try FileManager.default.removeItem(atPath: try #require(cut.folder) + "/report.json.gz")
    let place = SeriesPlace(folder: reports, kind: "capacity")
    let journal = try StepJournal([], "", 0, [], place)
    let tokens = whole.report.measurements.inclusive.tokens.total
    #expect(tokens > 0 && journal.spent.tokens == 2 * tokens)
  }
}
