import ArgumentParser
import BareLoop
import BenchServer

/// How far a figure is from the truth: times to the first event as a client states them, against the log of a
/// server that knows when it read the request and when it wrote the event.
@main struct AccuracyBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The error of times to first event: floodgate beside a bare C loop.",
    discussion: """
      Build it with -c release. The server answers a request after 100 ms with 20 events that are 10 ms apart. \
      The error of a request is what the client states less what the server logged.
      """)

  @Option(help: "Streams at a time.") var concurrency: [Int] = [1, 64, 256, 1000]
  @Option(help: "Streams started at once, and once each; 0 for none.") var wave = 10_000
  @Option(help: "Arrivals a second; 0 for none.") var rate = 1000
  @Option(help: "Seconds of each load.") var seconds = 5
  @Option(help: "Rounds; the contestants take turns.") var rounds = 3

  func run() throws {
    print(ErrorTable.heading)
    for number in concurrency { try compare(.users(number, seconds: seconds)) }
    if rate > 0 { try compare(.arrivals(rate, seconds: seconds)) }
    if wave > 0 { try compare(.wave(wave)) }
  }

  private func compare(_ load: TimedLoad) throws {
    var table = ErrorTable(load)
    for _ in 0..<rounds {
      for contestant in TimedContestants.all where contestant.canDo(load) {
        table.add(try measure(contestant, load), of: contestant.name)
      }
    }
    print(table.text)
  }

  private func measure(_ contestant: any TimedContestant, _ load: TimedLoad) throws -> [Int64] {
    let server = timed_server_start(TimedLoad.firstEvent, TimedLoad.gap, Int32(timed_events))
    guard server.process > 0, let log = server.log else { throw BrokenRound("server: cannot start") }
    defer { timed_server_stop(server) }
    let stated = try contestant.timesToFirstEvent(load, port: Int(server.port))
    guard stated.count == load.requests else {
      throw BrokenRound("\(contestant.name): \(stated.count) of \(load.requests) streams succeeded")
    }
    return stated.map { number, nanoseconds in
      nanoseconds - (log[number].writes.0 - log[number].arrival)
    }
  }
}

/// A round that did not do what it should: its figures would mean nothing.
struct BrokenRound: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
