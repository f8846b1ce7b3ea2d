import MockDify
import RunModel
import Testing

@testable import Dify

/// The parts that the client finds, against what the stand-in noted of the same runs.
@Suite struct StandInLogTests {
  /// Seconds of one phase: what the client says, and what the stand-in says.
  struct Phase {
    var name: String
    var client: Int64
    var server: Int64
  }

  static func phases(_ parts: TimeParts, _ log: MockRunLog) throws -> [Phase] {
    func sum(_ names: [TimePart]) -> Int64 { names.reduce(0) { $0 + parts[$1] } }
    let (head, started) = (try #require(log.head), try #require(log.started))
    let (first, last) = (try #require(log.firstText), try #require(log.lastText))
    let (terminal, end) = (try #require(log.terminal), try #require(log.end))
    return [
      Phase(name: "headers", client: sum([.requestSent, .headers]), server: head - log.received),
      Phase(name: "started", client: sum([.started]), server: started - head),
      Phase(
        name: "until the first text", client: sum([.nodes, .plugin, .gaps, .modelFirstToken]),
        server: first - started),
      Phase(name: "generation", client: sum([.modelGeneration]), server: last - first),
      Phase(name: "after the text", client: sum([.afterText]), server: terminal - last),
      Phase(name: "persistence", client: sum([.persistence]), server: end - terminal),
      Phase(name: "remainder", client: sum([.remainder]), server: 0),
    ]
  }

  /// Each phase is found as the stand-in had it, but for the way between the two: 1 % of the task. Of several tasks the
  /// best is looked at: the machine may be busy, and a wrong sum is wrong each time.
  @Test(arguments: MockConfiguration.Generation.allCases)
  func theyAgree(generation: MockConfiguration.Generation) async throws {
    var best: [String: Int64] = [:]
    var total: Int64 = 1
    for _ in 0..<12 where best.isEmpty || best.values.contains(where: { $0 > total / 100 }) {
      let (parts, log) = try await Self.ask(generation)
      total = parts.total
      for phase in try Self.phases(parts, log) {
        best[phase.name] = min(best[phase.name] ?? .max, abs(phase.client - phase.server))
      }
    }
    for (name, difference) in best {
      #expect(difference <= total / 100, "\(name): \(difference) ns of \(total)")
    }
  }

  private static func ask(_ generation: MockConfiguration.Generation) async throws -> (TimeParts, MockRunLog)
  {
    var configuration = MockConfiguration()
    (configuration.generation, configuration.spread, configuration.keepsLog) = (generation, 0, true)
    (configuration.firstByte, configuration.firstText, configuration.gap) = (120, 150, 20)
    (configuration.events, configuration.persistence) = (10, 90)
    let (result, logs) = try await EndToEndTests.logged(configuration)
    return (try #require(TimeParts(result)), try #require(logs.first))
  }
}
