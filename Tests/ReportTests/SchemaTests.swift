import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// The published schema, by an independent tool: Python's jsonschema.
@Suite(.enabled(if: ValidationTool.hasPython("jsonschema"))) struct SchemaTests {
  private func problems(_ reports: [ReportDocument]) throws -> String {
    try ValidationTool.withFolder { folder in
      let paths = try reports.enumerated().map { index, report in
        let path = "\(folder)/\(index).json.gz"
        try ReportFile.write(report, to: path)
        return path
      }
      let result = try ValidationTool.run(
        ValidationTool.root.appending(path: "Scripts/validate-report").path(), paths)
      return result.code == 0 && result.output.isEmpty ? "" : "code \(result.code): \(result.output)"
    }
  }

  @Test func everyKindOfReportIsValid() throws {
    var reports = [
      SampleRun.report(0), SampleRun.report(1, thresholds: []), SampleRun.report(700),
      try ReportMerge.merge([SampleRun.report(40), Self.other]),
      try ReportFile.read(OldReportsTests.path(1)),
    ]
    let bands = [
      PerformanceBand(name: "good", responseTime: 1, cost: Price(units: 5)), PerformanceBand(name: "any"),
    ]
    reports[1].measurements = RunMeasurements(
      selections: [Selection(tags: ["kind": "x", "node": "LLM"], windows: true)], bands: bands)
    var random = SeededGenerator(seed: 8)
    for index in 0..<20 { reports[1].measurements.record(SampleRun.result(index, &random)) }
    let kinds = Reconciliation.Difference.Kind.allCases
    reports[0].reconciliations = [
      SampleRun.reconciliation(differing: Dictionary(uniqueKeysWithValues: kinds.map { ($0, 30) }))
    ]
    reports[2].thresholds[0].interval = Interval(low: 0, high: .infinity)
    reports += PageTests.payloads.map { SampleRun.report(30, hostile: $0) }
    reports += Self.policies.map { policy in
      var report = SampleRun.report(5)
      report.execution = policy
      return report
    }
    reports += Self.reasons.map { reason in
      var report = SampleRun.report(5)
      report.stopReason = reason
      return report
    }
    let found = try problems(reports)
    #expect(found.isEmpty, "\(found)")
  }

  @Test func aMemberThatTheSchemaDoesNotKnowIsFound() throws {
    var report = SampleRun.report(5)
    report.environment["colour"] = "blue"
    #expect(try problems([report]).contains("'colour' was unexpected"))
  }

  private static var other: ReportDocument {
    var report = SampleRun.report(40)
    report.runID = "r-2"
    return report
  }

  private static func examples<Shape: LoadShape>(of _: Shape.Type) -> [LoadProfile] {
    Shape.examples.map { LoadProfile($0) }
  }

  private static let policies: [ExecutionPolicy] = {
    let stages = [
      LoadStage(duration: .seconds(1), target: 5, isWarmUp: true),
      LoadStage(duration: .seconds(9), target: 5),
    ]
    let delays: [DelayDistribution] = [
      .constant(1), .uniform(min: 0, max: 1), .normal(mean: 1, standardDeviation: 0.1),
      .logNormal(median: 1, sigma: 1), .exponential(mean: 2), .recorded(Histogram()),
    ]
    let loads: [LoadProfile] =
      [.iterations, .open(OpenLoad(stages: stages, startRate: 1, arrivals: .poisson, overflow: .drop))]
      + delays.map { .closed(ClosedLoad(stages: stages, thinkTime: $0)) }
      + LoadProfile.shapes.flatMap { Self.examples(of: $0) }
    let stops = StopConditions(
      timeoutTotal: .seconds(1), maxFailures: 1, maxErrorRate: .init(limit: 0.1),
      minSuccessRate: .init(limit: 0.5), consecutiveFailures: 3, maxCost: Price(units: 1), maxTokens: 7)
    return loads.map {
      ExecutionPolicy(
        batchSize: 4, rateControl: RateLimit(perMinute: 60),
        retryPolicy: RetryPolicy(maxBackoff: .seconds(9), jitter: .full), stopConditions: stops, load: $0)
    }
  }()

  private static let reasons: [StopReason] = [
    .user(nil), .user("ctrl-c"), .maxFailures(limit: 1),
    .maxErrorRate(limit: 0.1, observed: 0.5, window: 9),
    .minSuccessRate(limit: 0.9, observed: 0.5, completed: 2), .consecutiveFailures(limit: 2),
    .timeoutTotal(limit: .seconds(3)), .maxCost(limit: Price(units: 5)), .maxTokens(limit: 4),
    .threshold("success_rate > 1"), .setupFailed(scenario: "s"), .loadEnded,
  ]
}

/// Reports that older builds wrote.
@Suite struct OldReportsTests {
  static func path(_ version: Int) -> String {
    ValidationTool.root.appending(path: "Tests/ReportTests/Fixtures/report-v\(version).json.gz").path()
  }

  /// Written by the build of 2026-11-25 before version 2; the figures are what that build's summary printed.
  @Test func versionOneIsStillRead() throws {
    let report = try ReportFile.read(Self.path(1))
    #expect(report.schemaVersion == ReportDocument.currentVersion && report.name == "version one")
    let counts = report.measurements.statistics
    #expect(counts.total == 108 && counts.succeeded == 98 && counts.failed == 7 && counts.error == 3)
    #expect(report.measurements.latency(.responseTime).quantile(0.5).map(Figures.nanoseconds) == "21.3 ms")
    #expect(report.measurements.failures["gateway"]?.count == 20 && report.runIDs.count == 1)
    #expect(report.measurements.cases["f57bf622e2cf"]?.failure == .gateway, "the one failure that it kept")
    #expect(report.thresholds.map(\.outcome) == [.pass, .fail, .pass])
    for format in ReportFormats.everyFormat { #expect(try !format.render(report).isEmpty, "\(format.name)") }
  }

  @Test func partsThatAnOlderReportLacksAreEmpty() throws {
    let part = try JSONDecoder().decode(
      RunMeasurements.self,
      from: Data(
        #"{"statistics":{"total":3,"cost":"0","tokens":{"total":1},"totalExecutionTime":[0,0]}}"#.utf8))
    #expect(part.statistics.total == 3 && part.cases.isEmpty && part.windows == TimeWindows())
  }
}
