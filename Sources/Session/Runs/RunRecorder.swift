import FoundationEssentials
import LoadEngine
import Report
import RunModel
import Statistics

/// Takes every result of a run: measures it, writes it to disk, and watches the thresholds that may end the run.
/// Confined to the run's loop.
package final class RunRecorder: ResultSink, @unchecked Sendable {
  private var measured: RunMeasurements
  private let writer: ResultsWriter?
  /// Results that are measured and written with the next lot.
  private var waiting: [TaskResult] = []
  private let keepsOutputs: Bool
  /// Tasks that have begun and have no result yet, those that wait for a retry included.
  package private(set) var underWay = 0
  private var rates: [Double] = []
  private var lastCount = 0
  private var lastInstant = 0.0

  private static let lot = 32

  /// Called after each result.
  package var afterEach: (() -> Void)?

  package init(
    warmUpEnd: RunInstant?, coolDownStart: RunInstant? = nil, bands: [PerformanceBand]?,
    selections: [Selection], writer: ResultsWriter?,
    keepsOutputs: Bool
  ) {
    measured = RunMeasurements(
      warmUpEnd: warmUpEnd, coolDownStart: coolDownStart, selections: selections, bands: bands)
    self.writer = writer
    self.keepsOutputs = keepsOutputs
  }

  /// All that was recorded.
  package var measurements: RunMeasurements {
    takeLot()
    return measured
  }

  package func begin() { underWay += 1 }

  package func record(_ result: TaskResult) {
    if !result.attempts.isEmpty { underWay -= 1 }
    if keepsOutputs || result.outputs == .null {
      waiting.append(result)
    } else {
      var result = result
      result.outputs = .null
      waiting.append(result)
    }
    // Outputs may be large: they do not wait.
    if waiting.count == Self.lot || keepsOutputs || afterEach != nil { takeLot() }
    afterEach?()
  }

  /// Measures and writes the results that wait, one after another: what that takes of the processor's caches for code is
  /// theirs then, and not taken from the requests each time that one ends.
  private func takeLot() {
    if waiting.isEmpty { return }
    for result in waiting { measured.record(result) }
    if let writer { for result in waiting { writer.add(result) } }
    waiting.removeAll(keepingCapacity: true)
  }

  /// What the live view shows. `ages` are those of the attempts under way: their response times are longer.
  package func snapshot(elapsed: Double, ages: Histogram) -> RunProgress {
    var snapshot = RunProgress()
    let measurements = measurements
    let counts = measurements.inclusive
    snapshot.elapsed = elapsed
    snapshot.inFlight = Int(ages.count)
    snapshot.oldest = ages.isEmpty ? nil : Double(ages.max) / 1e9
    (snapshot.succeeded, snapshot.failed, snapshot.timeout) = (
      counts.succeeded, counts.failed, counts.timeout
    )
    (snapshot.error, snapshot.cancelled) = (counts.error, counts.cancelled)
    snapshot.rates = updatedRates(counts.completed, elapsed)
    snapshot.successInterval = Proportion(successes: counts.succeeded, trials: counts.total)
      .map(measurements.interval).map { $0.low...$0.high }
    snapshot.response = RunProgress.Latency(responses(with: ages))
    snapshot.firstText = RunProgress.Latency(measurements.sample(.timeToFirstText, failures: false))
    snapshot.lateness = measurements.latency(.lateness).quantile(0.99).map { Double($0) / 1e9 }
    snapshot.failures = measurements.failures.map { .init(label: $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.label) < ($0.count, $1.label) }
    return snapshot
  }

  /// Response times, those under way as longer than their ages.
  private func responses(with ages: Histogram) -> CensoredSample {
    var response = measurements.sample(.responseTime, failures: false)
    response.censored.merge(ages)
    return response
  }

  /// What shards are summed up from.
  func tally(ages: Histogram) -> LiveTally {
    var tally = LiveTally(
      response: responses(with: ages), firstText: measurements.sample(.timeToFirstText, failures: false))
    let counts = measurements.inclusive
    (tally.succeeded, tally.failed, tally.timeout) = (counts.succeeded, counts.failed, counts.timeout)
    (tally.error, tally.cancelled) = (counts.error, counts.cancelled)
    tally.failures = measurements.failures.mapValues { Int($0.count) }
    return tally
  }

  private func updatedRates(_ completed: Int, _ elapsed: Double) -> [Double] {
    if elapsed - lastInstant >= 0.2 {
      rates.append(Double(completed - lastCount) / (elapsed - lastInstant))
      if rates.count > 240 { rates.removeFirst() }
      (lastCount, lastInstant) = (completed, elapsed)
    }
    return rates
  }
}

extension RunRecorder {
  /// Takes a result that an earlier process had, with the lines that it wrote of it.
  func recall(_ result: TaskResult, lines: [UInt8]) {
    measured.record(result)
    writer?.add(lines: lines)
  }

  /// Puts what was recorded so far where it can be read whatever happens to the run.
  package func flush() {
    takeLot()
    writer?.flush()
  }

  /// Ends the file of results; returns what went wrong when it was written. The report does not depend on it.
  package func finish() -> String? {
    takeLot()
    do {
      try writer?.finish()
      return nil
    } catch {
      return "results.ndjson.gz is incomplete: \(error)"
    }
  }

  package func recordFailedStops(_ count: Int) { measured.recordFailedStops(count) }
}
