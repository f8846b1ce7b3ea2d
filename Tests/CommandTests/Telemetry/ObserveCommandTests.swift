import Foundation
import Glibc
import RunModel
import Testing

/// A run that asks the Prometheus which watches its server: a made-up one, and Debian's.
@Suite(.serialized) struct ObserveCommandTests {
  private static func scenario(_ port: UInt16, _ queries: String, seconds: Int = 6) -> String {
    """
    name: observed
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 1, events: 3}}
    load: {rate: 30, duration: \(seconds)s}
    observe: {prometheus: "http://127.0.0.1:\(port)", token: "${FG_TOKEN}", every: 500ms, queries: [\(queries)]}

    """
  }

  private static func document(_ text: String, _ status: String = "200 OK") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
  }

  private func run(_ scenario: String, _ options: [String] = []) throws -> (
    program: ProgramTests, outcome: ProgramTests.Outcome
  ) {
    let program = try ProgramTests()
    let outcome = try program.call(
      ["run", try program.scenario(scenario), "--reports", program.folder + "/r"] + options,
      environment: ["FG_TOKEN": "tok-HUSHHUSH"])
    return (program, outcome)
  }

  @Test func figuresComeIntoTheReportAndThePage() throws {
    let server = EchoServer { _, path in
      let pool =
        path.contains("rare")
        ? "" : #"{"metric":{"pool":"a"},"value":[1,"40"]},{"metric":{"pool":"b"},"value":[1,"60"]}"#
      return Self.document(#"{"status":"success","data":{"resultType":"vector","result":[\#(pool)]}}"#)
    }
    defer { server.stop() }
    let (program, outcome) = try run(
      Self.scenario(server.port, "{name: CPU, query: 'cpu{a=\"b\"}', unit: '%'}, rare"))
    let report = try program.report()
    let observed = try #require(report.observed, "\(outcome)")
    #expect(observed.series.map(\.title) == ["CPU {pool=\"a\"}", "CPU {pool=\"b\"}"])
    #expect(observed.series.allSatisfy { $0.counts.reduce(0, +) >= 6 && $0.counts.count <= 7 })
    #expect(observed.series[1].values(joining: 100) == [60] && observed.failed > 0)
    #expect(server.requests.contains { $0.hasPrefix("GET /api/v1/query?query=cpu%7Ba%3D%22b%22%7D HTTP") })
    #expect(server.requests.allSatisfy { $0.contains("Authorization: Bearer tok-HUSHHUSH\r\n") })
    let folder = program.folder + "/r/" + (try #require(try program.runFolders().last))
    let page = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
    #expect(page.contains(">CPU<") && page.contains("looks brought nothing"))
    #expect(!(page + outcome.output + outcome.errors).contains("HUSHHUSH"))
    #expect(try !String(contentsOfFile: folder + "/manifest.jsonl", encoding: .utf8).contains("HUSHHUSH"))
  }

  @Test(arguments: [true, false]) func aQueryThatCannotBeAnsweredKeepsTheRunFromBeginning(listens: Bool)
    throws
  {
    let server = EchoServer { _, _ in
      Self.document(#"{"status":"error","error":"parse error near tok-HUSHHUSH"}"#, "400 Bad Request")
    }
    if !listens { server.stop() }
    defer { if listens { server.stop() } }
    let (program, outcome) = try run(Self.scenario(server.port, "sum("))
    #expect(
      outcome.code == 1 && outcome.errors.contains("sum(: \(listens ? "parse error near [secret]" : "")"),
      "\(outcome)")
    #expect(outcome.errors.contains("the load was not begun"))
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/r"))
  }

  @Test func aStubObservesNothing() throws {
    let (program, outcome) = try run(Self.scenario(1, "up", seconds: 1), ["--stub"])
    #expect(try program.report().observed == nil, "\(outcome)")
  }

  /// A real Prometheus scrapes the run, and the run asks it what it scraped.
  @Test(.enabled(if: Repository.has("prometheus"))) func debiansPrometheusScrapesTheRunThatAsksIt() throws {
    let (own, metrics) = (try Self.freePort(), try Self.freePort())
    let program = try ProgramTests()
    let prometheus = try Self.prometheus(own, scraping: metrics, in: program.folder)
    defer {
      prometheus.terminate()
      prometheus.waitUntilExit()
    }
    let queries =
      "{name: rate, query: floodgate_reached_tasks_per_second}, {name: p95, query: 'histogram_quantile(0.95, sum by (le) (rate(floodgate_response_time_seconds_bucket[5s])))', unit: s}, sum(floodgate_tasks_total)"
    let (run, outcome) = try run(
      Self.scenario(own, queries, seconds: 14), ["--metrics-listen", "127.0.0.1:\(metrics)"])
    let observed = try #require(try run.report().observed, "\(outcome)")
    let names = Set(observed.series.map(\.name))
    #expect(names.isSuperset(of: ["rate", "sum(floodgate_tasks_total)"]), "\(observed)")
    let rates = try #require(observed.series.first { $0.name == "rate" })
    #expect(rates.values(joining: 100).allSatisfy { $0.map { (3...60).contains($0) } == true }, "\(rates)")
    #expect(observed.problem == nil && rates.labels.contains("job=\"floodgate\""))
  }

  private static func prometheus(_ port: UInt16, scraping target: UInt16, in folder: String) throws -> Process
  {
    let configuration = """
      global: {scrape_interval: 1s}
      scrape_configs: [{job_name: floodgate, static_configs: [{targets: ["127.0.0.1:\(target)"]}]}]

      """
    try configuration.write(toFile: folder + "/prometheus.yml", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "prometheus", "--config.file=\(folder)/prometheus.yml", "--storage.tsdb.path=\(folder)/tsdb",
      "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
    ]
    try process.run()
    for _ in 0..<300 where process.isRunning {
      if try Repository.call(["curl", "-sf", "-m", "1", "http://127.0.0.1:\(port)/-/ready"]).code == 0 {
        return process
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
    process.terminate()
    throw CocoaError(.executableLoad)
  }

  /// A port that nobody has now.
  private static func freePort() throws -> UInt16 {
    let server = EchoServer { _, _ in "" }
    defer { server.stop() }
    return server.port
  }
}
