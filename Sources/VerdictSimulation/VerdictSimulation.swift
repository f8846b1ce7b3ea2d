import Glibc
import RunModel

/// How often floodgate's verdicts err, by simulation through the library: `Scripts/simulate [SEED [TABLE...]]` prints
/// the tables, or those of these names.
@main struct VerdictSimulation {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let seed = arguments.first.flatMap { UInt64($0) } ?? 20_261_128
    let names = arguments.dropFirst()
    print("seed \(seed)\n")
    func wants(_ name: String) -> Bool {
      // Each table as it is made: they take minutes.
      fflush(nil)
      return names.isEmpty || names.contains(name)
    }
    if wants("rates") { RateGateTable().print() }
    if wants("histories") { HistoryTable(seed: seed).print() }
    if wants("clusters") { ClusterTable(seed: seed).print() }
    if wants("latencies") { LatencyGateTable(seed: seed).print() }
    if wants("nodes") { NodeVerdictTable(seed: seed).print() }
    if wants("single-runs") { SingleRunTable(seed: seed).print() }
    if wants("turns") { TurnsTable(seed: seed).print() }
    if wants("lengths") { LengthTable(seed: seed).print() }
    if wants("power") { PowerTable(seed: seed).print() }
    if wants("early-ends") { try await EarlyEndTable(seed: seed).print() }
  }
}
