import RunModel

/// How often floodgate's verdicts err, by simulation through the library: `Scripts/simulate [SEED]` prints the tables.
@main struct VerdictSimulation {
  static func main() async throws {
    let seed = CommandLine.arguments.dropFirst().first.flatMap { UInt64($0) } ?? 20_261_128
    print("seed \(seed)\n")
    try await EarlyEndTable(seed: seed).print()
    RateGateTable().print()
    ClusterTable(seed: seed).print()
    LatencyGateTable(seed: seed).print()
    HistoryTable(seed: seed).print()
  }
}
