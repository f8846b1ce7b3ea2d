import Glibc
import RunModel

/// How often floodgate's verdicts err, by simulation through the library: `Scripts/simulate [SEED [TABLE...] [COUNT]]` prints the tables, or
/// those of these names, with so many experiments a cell.
@main struct VerdictSimulation {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let seed = arguments.first.flatMap { UInt64($0) } ?? 20_261_128
    let names = arguments.dropFirst().filter { Int($0) == nil }
    let count = arguments.dropFirst().compactMap { Int($0) }.first
    print("seed \(seed)\n")
    for table in tables(seed, count) where names.isEmpty || names.contains(table.name) {
      try await table.print()
      // Each table as it is made: they take minutes.
      fflush(nil)
    }
  }

  private struct Table {
    var name: String
    var print: () async throws -> Void
  }

  private static func tables(_ seed: UInt64, _ count: Int?) -> [Table] {
    [
      Table(name: "rates") { RateGateTable().print() },
      Table(name: "histories") { HistoryTable(seed: seed, histories: count ?? 400).print() },
      Table(name: "repeats") { RepeatTable(seed: seed, series: count ?? 2000).print() },
      Table(name: "clusters") { ClusterTable(seed: seed, runs: count ?? 200).print() },
      Table(name: "latencies") { LatencyGateTable(seed: seed, runs: count ?? 200).print() },
      Table(name: "more-tasks") { MoreTasksTable(seed: seed, gates: count ?? 400).print() },
      Table(name: "nodes") { NodeVerdictTable(seed: seed, comparisons: count ?? 200).print() },
      Table(name: "single-runs") { SingleRunTable(seed: seed, comparisons: count ?? 300).print() },
      Table(name: "turns") { TurnsTable(seed: seed, comparisons: count ?? 400).print() },
      Table(name: "until-decided") {
        TurnsTable(seed: seed, comparisons: count ?? 200).printUntilDecided()
      },
      Table(name: "platform") { PlatformTable(seed: seed, comparisons: count ?? 400).print() },
      Table(name: "lengths") { LengthTable(seed: seed, comparisons: count ?? 200).print() },
      Table(name: "power") { PowerTable(seed: seed, comparisons: count ?? 400).print() },
      Table(name: "early-ends") { try await EarlyEndTable(seed: seed, runs: count ?? 1000).print() },
    ]
  }
}
