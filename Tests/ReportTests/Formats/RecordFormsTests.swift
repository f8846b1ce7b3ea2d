import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// The server's own record stands in every form that people read.
@Suite struct RecordFormsTests {
  private static func report(_ differing: [Reconciliation.Difference.Kind: Int]) -> ReportDocument {
    var report = SampleRun.report(200, thresholds: ["success_rate >= 0.5"])
    report.reconciliations = [SampleRun.reconciliation(differing: differing)]
    return report.judged(by: try! Gate(report.thresholds.map(\.threshold)))
  }

  static func forms(_ report: ReportDocument) -> [String] {
    let terminal = TerminalSummary(report).lines.joined(separator: "\n")
    let texts = [MarkdownFormat.render(report), ReportPage(report).bytes].map {
      String(decoding: $0, as: UTF8.self)
    }
    return [terminal] + texts
  }

  @Test(arguments: Reconciliation.Difference.Kind.allCases)
  func eachDifferenceIsListedWithItsId(kind: Reconciliation.Difference.Kind) throws {
    for form in Self.forms(Self.report([kind: 3])) {
      #expect(form.contains(kind.rawValue) && form.contains("490 seen to begin a run"))
      #expect(form.replacing("&#45;", with: "-").contains("run-\(kind.rawValue)-2"))
    }
  }

  @Test func aContradictionMakesTheRunInvalid() throws {
    let report = Self.report([.otherEnd: 2])
    #expect(report.verdict == .invalid && report.reasons?.first?.kind == .serverDiffers)
    for form in Self.forms(report) { #expect(form.contains("ended otherwise by the server")) }
  }

  @Test func linesFitTheTerminal() {
    let lines = TerminalSummary(Self.report([.unknownToServer: 30, .stillRunning: 30])).record
    #expect(lines.count > 8 && lines.allSatisfy { $0.count <= 80 }, "\(lines)")
  }

  @Test func partsOfARunAreJoined() throws {
    var reports = [SampleRun.run(1), SampleRun.run(2)]
    for index in reports.indices { reports[index].reconciliations = [SampleRun.reconciliation()] }
    #expect(try ReportMerge.merge(reports).reconciliations?.map(\.sent) == [1000])
    reports[1].reconciliations = nil
    #expect(try ReportMerge.merge(reports).reconciliations == nil, "half a comparison is none")
  }
}
