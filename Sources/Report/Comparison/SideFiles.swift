import FoundationEssentials
import RunModel

/// Finds and reads the runs of a side: report files, run folders, or folders of run folders.
package enum SideFiles {
  /// The most runs of a side.
  package static let limit = 200

  /// The report files that a path stands for, in the order of their names. Throws ``ReportFile/Problem``.
  package static func reports(at path: String) throws -> [String] {
    var isFolder: Bool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ReportFile.Problem(path: path, message: "there is no such file or folder")
    }
    guard isFolder else { return [path] }
    let own = path + "/report.json.gz"
    if FileManager.default.fileExists(atPath: own) { return [own] }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    let found = names.map { "\(path)/\($0)/report.json.gz" }
      .filter { FileManager.default.fileExists(atPath: $0) }
    guard !found.isEmpty else {
      throw ReportFile.Problem(
        path: path,
        message: "it holds no run; expected a report.json.gz, or a folder with one or with folders of runs")
    }
    return found
  }

  /// Reads a side; runs that were made in turns come in the order of their pairs. Where a report had to leave cases
  /// out, `results.ndjson.gz` beside it tells their outcomes. Throws ``ReportFile/Problem``.
  package static func read(_ paths: [String]) throws -> ComparisonSide {
    let files = try paths.flatMap(reports)
    guard files.count <= limit else {
      throw ReportFile.Problem(
        path: paths[0], message: "there are \(files.count) runs on a side; the most are \(limit)")
    }
    let reports = try files.map { (path: $0, report: try ReportFile.read($0)) }
      .enumerated().sorted {
        (pair($1.element.report) ?? 0, $0.offset) > (pair($0.element.report) ?? 0, $1.offset)
      }
      .map(\.element)
    var side = ComparisonSide(reports.map(\.report))
    for index in side.outcomes.indices where side.outcomes[index] == nil {
      side.outcomes[index] = outcomes(reports[index].path, reports[index].report)
    }
    for entry in reports {
      if let lines = try? ResultsReader.lines(results(beside: entry.path)) {
        side.answers.add(lines)
      }
    }
    return side
  }

  private static func results(beside report: String) -> String {
    report.parentFolder.appending(path: "results.ndjson.gz")
  }

  /// Whether the runs of both sides were made in turns by `run --pairs`.
  package static func arePairs(_ first: ComparisonSide, _ second: ComparisonSide) -> Bool {
    let numbers = [first, second].map { $0.reports.map(pair) }
    return numbers[0].count > 1 && numbers[0] == numbers[1] && !numbers[0].contains(nil)
  }

  /// The number of the pair that a run belongs to.
  private static func pair(_ report: ReportDocument) -> Int? {
    report.environment[ReportDocument.pairFact].flatMap { Int($0) }
  }

  private static func outcomes(_ path: String, _ report: ReportDocument) -> CaseOutcomes? {
    (try? ResultsReader.lines(results(beside: path))).map {
      CaseOutcomes($0, warmUpEnd: report.measurements.warmUpEnd?.nanoseconds)
    }
  }
}
