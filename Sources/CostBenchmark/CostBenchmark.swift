import ArgumentParser
import BenchServer

/// What floodgate costs beside a bare C loop, against the same local server, in one go.
@main struct CostBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "CPU microseconds a request: floodgate beside a bare C loop over libcurl and epoll.",
    discussion: """
      Build it with -c release. The server is a child process; its CPU does not count. hey, wrk, k6 and Locust are
      measured too where they are installed, as whole programs.
      """)

  @Option(help: "Requests a round; a stream of 200 events counts as ten.") var requests = 20_000
  @Option(help: "Requests at a time.") var concurrency = 64
  @Option(help: "Streams at a time whose events are 50 ms apart; a round takes ten seconds.") var streams =
    500
  @Option(help: "Rounds; the contestants take turns.") var rounds = 5
  @Option(help: "Only the contestants whose name holds this text.") var only = ""
  @Option(help: "Only this kind of answer: blocking, streaming or paced.") var kind: Load.Kind?

  func validate() throws {
    guard requests >= 10, concurrency >= 1, streams >= 1, rounds >= 1 else {
      throw ValidationError("--requests must be 10 or more, --concurrency, --streams and --rounds 1 or more.")
    }
  }

  func run() throws {
    for kind in kind.map({ [$0] }) ?? Load.Kind.allCases {
      print(try kind == .paced ? pacedTable() : unpacedTable(kind))
      print()
    }
  }

  private func unpacedTable(_ kind: Load.Kind) throws -> String {
    let server = bench_server_start()
    guard server.process > 0 else { throw BrokenRound("server", "cannot start") }
    defer { bench_server_stop(server) }
    let requests = kind == .streaming ? max(1, requests / 10) : requests
    return try table(
      of: Load(kind: kind, port: Int(server.port), requests: requests, concurrency: concurrency))
  }

  private func pacedTable() throws -> String {
    let server = timed_server_start(100_000_000, 50_000_000, Int32(Load.Kind.paced.events))
    guard server.process > 0 else { throw BrokenRound("server", "cannot start") }
    defer { timed_server_stop(server) }
    return try table(
      of: Load(kind: .paced, port: Int(server.port), requests: streams, concurrency: streams))
  }

  private func table(of load: Load) throws -> String {
    let own: [any Contestant] = [BareContestant(), TransportContestant(), FloodgateContestant()]
    let contestants = own + (load.kind == .blocking ? ToolContestant.installed : [])
    var table = CostTable(load)
    for _ in 0..<rounds {
      for contestant in contestants where only.isEmpty || contestant.name.contains(only) {
        table.add(try contestant.cost(of: load), of: contestant.name)
      }
    }
    return table.text
  }
}
