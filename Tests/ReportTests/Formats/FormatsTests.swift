import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct FormatsTests {
  /// Texts from outside that a form could mistake for its own signs.
  static let hostile =
    PageTests.payloads + [
      "=HYPERLINK(\"http://x\")", "+1+1", "-2", "@SUM(A1)", "\t=1", " =1", "\u{ff1d}1", "a,b\"c\r\nd",
      "a|b`c`@someone #12 [x](http://x)", "a\n::error::b%0Ac,d:e", "a\\b\"c\nd}e{",
      "\u{1f469}\u{200d}\u{1f680} ü",
    ]

  private func text(_ name: String, _ report: ReportDocument) throws -> String {
    let format = try #require(ReportFormats.format(named: name))
    return try #require(String(validating: try format.render(report), as: UTF8.self))
  }

  /// With a threshold of each outcome, and places where they were written.
  static func report(hostile: String? = nil) -> ReportDocument {
    var report = SampleRun.report(
      60,
      thresholds: [
        "success_rate >= 0.2", "response_time.p95 < 1ms", "success_rate >= 0.95", "ttft{kind:no}.avg < 1s",
      ],
      hostile: hostile)
    for index in report.thresholds.indices {
      report.thresholds[index].threshold.source = "\(hostile ?? "s.yaml"):\(index + 3):5"
      if let hostile { report.thresholds[index].measured = hostile }
    }
    return report
  }

  @Test func everyFormatRendersAndHasANameOfItsOwn() throws {
    #expect(Set(ReportFormats.names).count == ReportFormats.everyFormat.count)
    for format in ReportFormats.everyFormat {
      for count in [0, 200] {
        let bytes = try format.render(SampleRun.report(count))
        #expect(!bytes.isEmpty && String(validating: bytes, as: UTF8.self) != nil, "\(format.name)")
        #expect(try format.render(SampleRun.report(count)) == bytes, "\(format.name) is a pure function")
      }
    }
  }

  @Test(arguments: hostile) func noFormatLetsControlCharactersThrough(payload: String) throws {
    for format in ReportFormats.everyFormat where format.name != "json" {
      let text = try text(format.name, Self.report(hostile: payload))
      let controls = text.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n"
          && !(["csv", "csv-cases", "csv-windows", "html"].contains(format.name)
            && ($0 == "\r" || $0 == "\t"))
      }
      #expect(controls.isEmpty, "\(format.name): \(controls.map(\.value))")
    }
  }

  /// libxml2's xmllint is the judge, by the schema in Fixtures.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")))
  func junitIsValid() throws {
    try ValidationTool.withFolder { folder in
      let reports =
        [SampleRun.report(0, thresholds: [])] + [nil as String?].map { Self.report(hostile: $0) }
        + Self.hostile.map { Self.report(hostile: $0) }
      let paths = try reports.enumerated().map { index, report in
        try ReportFile.writeBytes(JUnitFormat.render(report), to: "\(folder)/\(index).xml")
        return "\(folder)/\(index).xml"
      }
      let schema = ValidationTool.root.appending(path: "Tests/ReportTests/Fixtures/junit.xsd").path()
      let result = try ValidationTool.run(
        "/usr/bin/xmllint", ["--noout", "--nonet", "--schema", schema] + paths)
      #expect(result.code == 0, "\(result.output)")
    }
  }

  @Test func junitHasACaseForEachThresholdAndEachCase() throws {
    let xml = try text("junit", Self.report())
    #expect(xml.contains("<testsuites name=\"sample\" tests=\"16\" failures=\""))
    #expect(
      xml.contains("<testsuite name=\"thresholds\" tests=\"4\" failures=\"2\" errors=\"0\" skipped=\"1\""))
    #expect(xml.contains("timestamp=\"2026-11-24T12:00:00\"") && xml.contains("there is no data"))
    #expect(xml.contains("<system-out>5 tasks, p50 of the successes"))
  }

  @Test(arguments: hostile) func githubCommandsStayWhole(payload: String) throws {
    for line in try text("github", Self.report(hostile: payload)).split(separator: "\n") {
      let match = try #require(
        line.wholeMatch(of: #/::(error|warning|notice) ((?:[a-z]+=[^,:]*,?)+)::(.*)/#), "\(line)")
      let properties = match.2.split(separator: ",").map { $0.prefix { $0 != "=" } }
      #expect(properties == ["title"] || properties == ["file", "line", "title"], "\(line)")
    }
  }

  @Test func githubAnnotationsStandAtTheThresholdsLine() throws {
    let lines = try text("github", Self.report()).split(separator: "\n")
    #expect(
      lines[0].hasPrefix(
        "::error file=s.yaml,line=4,title=floodgate threshold failed::response_time.p95 < 1ms: measured "))
    #expect(
      lines[1].hasPrefix("::warning file=s.yaml,line=5,") && lines[2].hasPrefix("::error file=s.yaml,line=6,")
    )
    #expect(lines.last == "::notice title=floodgate::sample: failed")
  }

  @Test(arguments: [nil] + hostile.map { $0 as String? }) func gitlabReadsTheCodeQualityReport(
    payload: String?
  ) throws {
    let bytes = Data(try text("gitlab", Self.report(hostile: payload)).utf8)
    let issues = try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
    var fingerprints: Set<String> = []
    for issue in issues {
      let location = try #require(issue["location"] as? [String: Any])
      let lines = try #require(location["lines"] as? [String: Int])
      #expect(issue["description"] is String && issue["check_name"] is String && location["path"] is String)
      #expect((lines["begin"] ?? 0) > 0)
      #expect(["info", "minor", "major", "critical", "blocker"].contains(issue["severity"] as? String))
      fingerprints.insert(try #require(issue["fingerprint"] as? String))
    }
    #expect(fingerprints.count == issues.count && issues.count >= 3)
  }

  @Test(arguments: hostile) func markdownTablesStayTablesAndMentionNobody(payload: String) throws {
    let lines = try text("markdown", Self.report(hostile: payload)).split(
      separator: "\n", omittingEmptySubsequences: false)
    var columns = 0
    for line in lines {
      #expect(!line.contains("@") && !line.contains("`") && !line.contains("](") && !line.contains("<script"))
      guard line.hasPrefix("|") else {
        columns = 0
        continue
      }
      let count = line.count { $0 == "|" }
      #expect(columns == 0 || count == columns, "\(line)")
      columns = count
    }
  }
}
