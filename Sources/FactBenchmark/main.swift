import Foundation
import MockDify
import RunModel
import Session

// Concurrency and rates as facts: what the stand-in counted itself, beside what the scenario asked for. Real clock and
// sockets, in one process on one machine.

// `FactBenchmark capacity 10`: what searches find of capacities that are known, with so many seeds at each.
if CommandLine.arguments.dropFirst().first == "capacity" {
  try await CapacityFacts.tell(seeds: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 10)
  exit(0)
}

/// Users, and how long each of their tasks takes on the server, seconds. A user is out of flight from an answer's end to
/// the next request's arrival: of n users with tasks of t seconds that takes n/t a second from what is exact.
let users = [(1, 1), (16, 4), (256, 30), (1000, 100)]
for (count, seconds) in users { print(try await ConcurrencyFact(users: count, task: seconds).line) }

/// Arrivals a second, over so many seconds; none with 0.
let seconds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 60
for rate in [1, 200, 1000, 5000] where seconds > 0 {
  print(try await RateFact(rate: rate, seconds: seconds).line)
}
