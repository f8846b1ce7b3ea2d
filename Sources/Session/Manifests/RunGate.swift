import CaseMatrix
import FoundationEssentials
import Judgement
import LoadEngine
import Report
import RunModel

/// What a run is judged by: its manifest's thresholds and those that are put beside them.
package enum RunGate {
  /// The gate of a manifest, with its thresholds read and their tags checked against its cases. Throws in words what
  /// keeps the run from being judged, or from staying within its budget.
  package static func make(
    for manifest: inout PreparedRun, thresholds: [String] = [], baseline: String? = nil
  ) throws -> Gate {
    manifest.header.thresholds += thresholds.map {
      ThresholdDefinition(expression: $0, source: "--threshold")
    }
    manifest.header.baseline = baseline ?? manifest.header.baseline
    let earlier = try manifest.header.baseline.map { try ReportFile.read($0) }
    let gate = try Gate(manifest.header.judged, baseline: earlier, known: try knownTags(manifest))
    if let tasks = manifest.expectedTasks,
      let excess = manifest.header.budget?.excess(tasks: tasks, earlier: earlier?.measurements.statistics)
    {
      throw UsageProblem("budget: \(excess); nothing was sent")
    }
    return gate
  }

  /// The tags of a manifest's cases, where a threshold names one: those that its check noted, else the cases are gone
  /// through. Of a part of the cases nothing can be said.
  private static func knownTags(_ manifest: PreparedRun) throws -> KnownTags? {
    var known = KnownTags(manifest.header)
    guard nameTags(manifest.header.thresholds.map(\.expression)) else { return known }
    if manifest.plan.isPartial { return nil }
    if let noted = manifest.tags { return noted }
    var iterator = manifest.cases.makeCaseIterator()
    while let next = try iterator.nextCase() { known.add(next) }
    return known
  }

  /// Whether any threshold names a tag. What cannot be read names none: it is told when it is judged.
  package static func nameTags(_ expressions: [String]) -> Bool {
    expressions.contains {
      (try? ThresholdExpression(parsing: $0))?.metrics.contains { !$0.tags.isEmpty } ?? false
    }
  }
}

extension PreparedRun {
  /// What it will take at most, as far as its budget or its baseline says what a case takes. Throws what of the baseline
  /// cannot be read.
  package func spendEstimate() throws -> SpendEstimate {
    let earlier = try header.baseline.map { try ReportFile.read($0) }
    return SpendEstimate(
      tasks: expectedTasks, attempts: header.execution.retryPolicy.maxAttempts, budget: header.budget,
      earlier: earlier?.measurements.statistics)
  }

  /// How many tasks there will be, when that can be said.
  var expectedTasks: Double? {
    if let planned = header.plannedTasks { return planned * (header.shard?.part ?? 1) }
    return header.runsOnce ? Double(header.caseCount) : nil
  }
}
