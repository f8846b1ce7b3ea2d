import CaseMatrix
import Report
import RunModel
import Scenario

extension ManifestLoader {
  /// A plan whose cases arrive as in a trace. What its lines do not say the scenario's own cases say.
  func replayed(_ replay: ReplayLoad, _ document: ScenarioDocument, file: String, bytes: [UInt8])
    throws -> ManifestPlan
  {
    let base = try CaseExpansion(
      document.matrices, seed: document.seed, limit: maxCases ?? CaseExpansion.defaultLimit)
    let clock = TraceClock(speed: replay.speed, longestGap: replay.longestGap?.inSeconds)
    let trace = TraceCases(base: base, clock: clock, limit: maxCases ?? ManifestLines.caseLimit) {
      let file = try FileBytes(replay.file)
      return { try file.next() }
    }
    let source = TraceFile(path: replay.file, cases: trace)
    guard try !source.isEmpty() else {
      throw UsageProblem(
        "\(replay.file): the trace is empty; expected a line for each request; `floodgate import` makes one of a log"
      )
    }
    var header = header(of: document, file: file, bytes: bytes)
    header.parts = ManifestPart.parts(of: document.matrices)
    var plan = ManifestPlan(header: header, source: source, selection: selection, shard: shard)
    plan.findsArrivals = true
    return plan
  }
}
