import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct PrometheusTests {
  /// One sample, read by the grammar of the exposition format.
  private struct Sample {
    var name: String
    var labels: [String: String]
    var value: Double
  }

  private static func samples(_ text: String) throws -> [String: [Sample]] {
    var families: [String: [Sample]] = [:]
    var (help, type) = ("", "")
    for line in text.split(separator: "\n") {
      if let match = line.wholeMatch(of: #/# HELP ([a-z_]+) .+/#) {
        help = String(match.1)
      } else if let match = line.wholeMatch(of: #/# TYPE ([a-z_]+) (counter|gauge|histogram)/#) {
        type = String(match.1)
        #expect(help == type && families[type] == nil, "HELP, then TYPE, once a family: \(line)")
        families[type] = []
      } else {
        let match = try #require(
          line.wholeMatch(of: #/([a-z_]+)\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+)\} (\S+)/#), "\(line)")
        let name = String(match.1)
        #expect(name == type || ["_bucket", "_sum", "_count"].map { type + $0 }.contains(name), "\(line)")
        let labels = match.2.matches(of: #/([a-z_]+)="((?:[^"\\]|\\.)*)"/#).map {
          (String($0.1), String($0.2))
        }
        families[type]?.append(
          Sample(
            name: name, labels: Dictionary(uniqueKeysWithValues: labels), value: try #require(Double(match.3))
          ))
      }
    }
    return families
  }

  @Test(arguments: [nil] + FormatsTests.hostile.map { $0 as String? })
  func keepsToTheGrammarAndItsBucketsAreCumulative(payload: String?) throws {
    let text = String(decoding: PrometheusFormat.render(FormatsTests.report(hostile: payload)), as: UTF8.self)
    let families = try Self.samples(text)
    #expect(families.count > 20)
    for (name, samples) in families {
      #expect(
        Set(samples.map { "\($0.name) \($0.labels.sorted { $0.key < $1.key })" }).count == samples.count)
      for outcome in ["success", "failure"] where samples.contains(where: { $0.name == name + "_sum" }) {
        let own = samples.filter { $0.labels["outcome"] == outcome }
        let buckets = own.filter { $0.name == name + "_bucket" }
        guard !buckets.isEmpty else { continue }
        let edges = try buckets.map {
          try #require(Double($0.labels["le"]?.replacingOccurrences(of: "+Inf", with: "inf") ?? ""))
        }
        #expect(edges == edges.sorted() && edges.last == .infinity)
        #expect(buckets.map(\.value) == buckets.map(\.value).sorted(), "\(name)")
        #expect(buckets.last?.value == own.first { $0.name == name + "_count" }?.value)
      }
    }
  }

  @Test func bucketsHoldWhatLiesBelowTheirEdge() throws {
    let report = SampleRun.report(300)
    let text = String(decoding: PrometheusFormat.render(report), as: UTF8.self)
    let half = try #require(
      try Self.samples(text)["floodgate_response_time_seconds"]?.first {
        $0.labels["le"] == "0.5" && $0.labels["outcome"] == "success"
      })
    #expect(half.value == Double(report.measurements.latency(.responseTime).count(atOrBelow: 500_000_000)))
    #expect(half.value > 0 && half.value < 280)
  }

  /// The parser of Prometheus' own Python client is the judge.
  @Test(.enabled(if: ValidationTool.hasPython("prometheus_client"))) func theReferenceParserReadsIt() throws {
    let script = """
      import sys
      from prometheus_client.parser import text_string_to_metric_families as read
      for path in sys.argv[1:]:
          families = list(read(open(path, encoding="utf-8", newline="\\n").read()))
          assert all(f.type in ("counter", "gauge", "histogram") and f.documentation for f in families), path
          print(len(families), sum(len(f.samples) for f in families))
      """
    try ValidationTool.withFolder { folder in
      let paths = try FormatsTests.hostile.enumerated().map { index, payload in
        let bytes = PrometheusFormat.render(FormatsTests.report(hostile: payload))
        try ReportFile.writeBytes(bytes, to: "\(folder)/\(index)")
        return "\(folder)/\(index)"
      }
      let result = try ValidationTool.run("/usr/bin/python3", ["-c", script] + paths)
      #expect(result.code == 0, "\(result.output)")
      #expect(
        Set(result.output.split(separator: "\n")).count == 1,
        "no payload adds or hides a sample: \(result.output)")
    }
  }
}
