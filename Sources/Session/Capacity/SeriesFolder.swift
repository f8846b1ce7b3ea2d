import FoundationEssentials
import MockDify
import Report
import RunModel

/// The folder of a series of steps, and what it needs for as long as it lasts.
extension StepSeries {
  /// Runs `body` with a folder of its own, `Reports/<time>-<name>-<kind>-<id>`, and the same stand-ins for all steps: a
  /// server remembers what was done to it.
  func inFolder<Value>(_ kind: String, _ body: (StepSeries, String) async throws -> Value) async throws
    -> Value
  {
    let paths = try RunPaths(name: manifest.header.name + "-" + kind, parent: options.reports, now: Date())
    let standIns = try await StandIns.start(manifest.header.targets)
    var series = self
    (series.options.reports, series.options.standIns) = (paths.folder + "/steps", standIns)
    let result: Result<Value, any Error>
    do { result = .success(try await body(series, paths.folder)) } catch { result = .failure(error) }
    for standIn in standIns.values { await standIn.shutdown() }
    return try result.get()
  }
}
