import FoundationEssentials
import RunModel

/// Runs whose sides took turns.
extension SideFiles {
  /// The turns of one run a side, when both sides are such a run; `nil` when they are not. Throws ``ReportFile/Problem``.
  package static func turns(_ first: [String], _ second: [String]) throws -> (
    first: [ReportDocument], second: [ReportDocument], turns: Comparison.Turns
  )? {
    let sides = try [first, second].map { try $0.flatMap(reports) }
    guard sides.allSatisfy({ $0.count == 1 }), let before = try turns(beside: sides[0][0]),
      let after = try turns(beside: sides[1][0]), let facts = before.first?.environment,
      let seconds = facts[ReportDocument.turnFact].flatMap({ Double($0) }),
      after.first?.environment[ReportDocument.turnFact] == facts[ReportDocument.turnFact]
    else { return nil }
    let pairs = min(before.count, after.count)
    let isTogether = facts[ReportDocument.togetherFact] != nil
    let lengths = zip(before, after).map {
      isTogether ? max($0.duration, $1.duration) : $0.duration + $1.duration
    }
    let turns = Comparison.Turns(
      pairs: pairs, seconds: seconds, isTogether: isTogether, elapsed: lengths.reduce(0, +))
    return (Array(before.prefix(pairs)), Array(after.prefix(pairs)), turns)
  }

  /// The reports of a run's turns, in order; `nil` when it had none.
  private static func turns(beside report: String) throws -> [ReportDocument]? {
    let folder = report.parentFolder.appending(path: "turns")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .filter { $0.hasSuffix(".json.gz") }
    guard !names.isEmpty else { return nil }
    guard names.count <= turnLimit else {
      throw ReportFile.Problem(
        path: folder, message: "it holds \(names.count) turns; the most are \(turnLimit)")
    }
    return try names.map { try ReportFile.read("\(folder)/\($0)") }
  }

  private static let turnLimit = 1000
}
