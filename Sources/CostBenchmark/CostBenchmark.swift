import ArgumentParser
import BenchServer

/// What floodgate costs beside a bare C loop, against the same local server, in one go.
@main struct CostBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "CPU microseconds a request: floodgate beside a bare C loop over libcurl and epoll.",
    discussion: "Build it with -c release. The server is a child process; its CPU does not count.")

  @Option(help: "Requests a round; a stream of 200 events counts as ten.") var requests = 20_000
  @Option(help: "Requests at a time.") var concurrency = 64
  @Option(help: "Rounds; the contestants take turns.") var rounds = 5
  @Option(help: "Only the contestants whose name holds this text.") var only = ""
  @Option(help: "Only this kind of answer: blocking or streaming.") var kind: Load.Kind?

  func validate() throws {
    guard requests >= 10, concurrency >= 1, rounds >= 1 else {
      throw ValidationError("--requests must be 10 or more, --concurrency and --rounds 1 or more.")
    }
  }

  func run() throws {
    let server = bench_server_start()
    guard server.process > 0 else { throw BrokenRound("server", "cannot start") }
    defer { bench_server_stop(server) }
    for kind in kind.map({ [$0] }) ?? Load.Kind.allCases {
      let share = kind == .streaming ? 10 : 1
      print(
        try table(
          of: Load(
            kind: kind, port: Int(server.port), requests: max(1, requests / share), concurrency: concurrency))
      )
      print()
    }
  }

  private func table(of load: Load) throws -> String {
    let contestants: [any Contestant] = [BareContestant(), TransportContestant(), FloodgateContestant()]
    var table = CostTable(load)
    for _ in 0..<rounds {
      for contestant in contestants where only.isEmpty || contestant.name.contains(only) {
        table.add(try contestant.cost(of: load), of: contestant.name)
      }
    }
    return table.text
  }
}
