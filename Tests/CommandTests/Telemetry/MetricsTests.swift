import Foundation
import Session
import Testing

@testable import FloodgateCLI

/// A run that is scraped while it goes on.
@Suite(.serialized) struct MetricsTests {
  static let scenario = """
    name: scraped
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 1, events: 3, faults: {http-500: 0.1}}}
    load: {rate: 40, duration: 6s}

    """

  private static func get(_ url: String, accept: String = "text/plain") throws -> String {
    let answer = try Repository.call([
      "curl", "--silent", "--max-time", "5", "--include", "-H", "Accept: \(accept)", url,
    ])
    return answer.output.replacing("\r\n", with: "\n")
  }

  /// Scrapes a run, again until it says what is waited for, in both formats; then the run ends as ever.
  private func scraped() throws -> (text: String, open: String, other: String, code: Int32) {
    let program = try ProgramTests()
    let (process, url) = try program.serving(Self.scenario, ["--metrics-listen", "127.0.0.1:0"])
    defer { process.terminate() }
    var text = ""
    while process.isRunning, !text.contains(#/status="error"} [1-9]/#) { text = try Self.get(url) }
    let open = try Self.get(url, accept: "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
    let other = try Self.get(url.replacing("/metrics", with: "/"))
    process.waitUntilExit()
    return (text, open, other, process.terminationStatus)
  }

  @Test(.enabled(if: Repository.has("curl"))) func aRunIsScrapedInBothFormats() throws {
    let (text, open, other, code) = try scraped()
    #expect(text.contains("content-type: text/plain; version=0.0.4") && other.contains("404 Not Found"))
    #expect(
      open.contains("content-type: application/openmetrics-text; version=1.0.0") && open.hasSuffix("# EOF\n"))
    #expect(text.contains("floodgate_asked_arrivals_per_second{scenario=\"scraped\"} 40\n"), "\(text)")
    #expect(text.contains(#/floodgate_run_info\{phase="running",run="[^"]+",scenario="scraped"\} 1\n/#))
    #expect(text.contains(#/floodgate_failed_attempts_total\{class="[^"]+",scenario="scraped"\} [1-9]/#))
    #expect(
      open.contains("# TYPE floodgate_tasks counter\n")
        && text.contains("# TYPE floodgate_tasks_total counter\n"))
    #expect(code == 0 || code == 5)
    try referenceParsersRead(text, open)
    try everyFamilyIsOnThePage(text)
  }

  /// The parsers of Prometheus' own Python client, and promtool where it is installed.
  private func referenceParsersRead(_ text: String, _ open: String) throws {
    let folder = try ProgramTests().folder
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, answer) in [("text", text), ("open", open)] {
      let body = answer.components(separatedBy: "\n\n").dropFirst().joined(separator: "\n\n")
      try body.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    let script = """
      import sys
      from prometheus_client.parser import text_string_to_metric_families as text
      from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_
      a = {f.name: f for f in text(open(sys.argv[1] + "/text").read())}
      b = {f.name: f for f in open_(open(sys.argv[1] + "/open").read())}
      assert set(a) == set(b) and len(a) >= 14, (set(a) ^ set(b))
      assert all(a[n].type == b[n].type and len(a[n].samples) <= len(b[n].samples) for n in a)
      """
    if try Repository.call(["python3", "-c", "import prometheus_client"]).code == 0 {
      let read = try Repository.call(["python3", "-c", script, folder])
      #expect(read.code == 0, "\(read.output)")
    }
    if Repository.has("promtool") {
      let checked = try Repository.call(["sh", "-c", "promtool check metrics < \(folder)/text"])
      #expect(checked.code == 0, "\(checked.output)")
    }
  }

  private func everyFamilyIsOnThePage(_ text: String) throws {
    let page = try Repository.text("Sources/Floodgate/Documentation.docc/Dashboards.md")
    let told = Set(text.matches(of: #/# TYPE (\w+) (\w+)/#).map { "| `\($0.1)` | \($0.2) |" })
    for row in told { #expect(page.contains(row), "\(row)") }
    let users = "| `floodgate_asked_users` | gauge |"
    let rows = page.matches(of: #/\n(\| `floodgate_\w+` \| \w+ \|)/#).map { String($0.1) }
    #expect(Set(rows) == told.union([users]))
    // What the dashboard asks for is told, too.
    let dashboard = try Repository.text("Packaging/grafana.json")
    let asked = Set(dashboard.matches(of: #/floodgate_\w+/#).map { String($0.0) })
    #expect(asked.count >= 10)
    for name in asked {
      let family = name.replacing(#/_bucket$/#, with: "")
      #expect(page.contains("| `\(family)` |"), "\(name)")
    }
  }

  @Test(arguments: [
    ("127.0.0.1:9464", "127.0.0.1", 9464), (":9464", "127.0.0.1", 9464), ("[::1]:0", "::1", 0),
    ("0.0.0.0:1", "0.0.0.0", 1),
  ]) func anAddressIsAHostAndAPort(text: String, host: String, port: Int) throws {
    let address = try ListenAddress(text, option: "--metrics-listen")
    #expect((address.host, address.port) == (host, port))
  }

  @Test(arguments: ["9464", "host:", "host:99999", "host:x"]) func whatIsNoneIsRefused(text: String) {
    #expect(throws: UsageProblem.self) { try ListenAddress(text, option: "--metrics-listen") }
  }
}
