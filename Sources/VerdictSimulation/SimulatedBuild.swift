import RunModel
import Statistics

/// A build whose tasks go through five nodes, log-normal each (sigma 0.4), with noise from run to run: nine tenths of it
/// belong to all nodes of a run, the rest to each on its own.
struct SimulatedBuild: Sendable {
  /// Their titles, types and medians, seconds.
  static let nodes = [
    ("Retrieval", "knowledge-retrieval", 0.15), ("Rerank", "tool", 0.25),
    ("Classify", "question-classifier", 0.4), ("LLM", "llm", 1.4), ("Answer", "answer", 0.005),
  ]

  var tasks = 200
  /// Standard deviation of a run's times, as a share.
  var noise = 0.03
  /// How much longer nodes take, by title.
  var factors: [String: Double] = [:]
  var success = 0.99
  /// Standard deviation of a run's success rate.
  var successNoise = 0.0
  /// Seconds of a phase: each is 30 % slower with a chance of one half; 0 for none.
  var phase = 0.0
  /// So many different cases, in turns; comparing many takes long.
  var cases = 1
  /// How many times as long the slowest tenth of its tasks takes; of a build without nodes.
  var tail = 1.0
  /// Whether only its answers as a whole are measured, with the same median.
  var isWhole = false

  /// One run of it; `level` is what the hour does to all times.
  func run(_ id: String, level: Double = 1, _ random: inout SeededGenerator) -> ReportDocument {
    if isWhole {
      return wholeRun(id, level, success + random.normal(standardDeviation: successNoise), &random)
    }
    let shared = level * NaturalLogarithm.inverse(random.normal(standardDeviation: noise * 0.9))
    let levels = Self.nodes.map { title, _, median in
      let own = NaturalLogarithm.inverse(random.normal(standardDeviation: noise * 0.44))
      return median * shared * own * (factors[title] ?? 1)
    }
    let rate = min(1, success + random.normal(standardDeviation: successNoise))
    var (measurements, phases) = (RunMeasurements(), Phases(seconds: phase))
    for index in 0..<tasks {
      let slow = phases.level(at: Double(index) / 10, &random)
      let seconds = levels.map { random.logNormal(median: $0 * slow, sigma: 0.4) }
      measurements.record(result(index, seconds, succeeds: random.nextUnit() < rate))
    }
    return ReportDocument(simulated: id, measurements, duration: Double(tasks) / 10)
  }

  /// A run without nodes: a fifth of the cost.
  private func wholeRun(_ id: String, _ level: Double, _ rate: Double, _ random: inout SeededGenerator)
    -> ReportDocument
  {
    let shared = level * NaturalLogarithm.inverse(random.normal(standardDeviation: noise))
    let median = shared * Self.nodes.reduce(0) { $0 + $1.2 * (factors[$1.0] ?? 1) }
    var (measurements, phases) = (RunMeasurements(), Phases(seconds: phase))
    for index in 0..<tasks {
      let level = phases.level(at: Double(index) / 10, &random)
      let place = random.normal()
      let slow = level * (place > Self.tenth ? tail : 1)
      measurements.record(
        .simulated(
          index, at: Double(index) / 10, seconds: median * slow * NaturalLogarithm.inverse(0.4 * place),
          succeeds: random.nextUnit() < rate))
    }
    return ReportDocument(simulated: id, measurements, duration: Double(tasks) / 10)
  }

  private static let tenth = NormalDistribution.quantile(0.9)

  private func result(_ index: Int, _ seconds: [Double], succeeds: Bool) -> TaskResult {
    let total = seconds.reduce(0, +)
    var result = TaskResult.simulated(
      index, at: Double(index) / 10, seconds: total, succeeds: succeeds, caseID: "\(index % cases)")
    var exchange = ExchangeRecord()
    (exchange.send, exchange.close) = (result.attempts[0].start, result.finished)
    var at = result.attempts[0].start
    for (node, length) in zip(Self.nodes, seconds) {
      let elapsed = Duration.nanoseconds(Int64(length * 1e9))
      var span = NodeSpan(
        nodeID: node.0, type: node.1, title: node.0, status: "succeeded", elapsed: elapsed, startedAt: at)
      at = at + elapsed
      span.finishedAt = at
      exchange.nodes.append(span)
    }
    result.attempts[0].exchanges = [exchange]
    return result
  }
}

extension ReportDocument {
  /// A run that came to its end, of which nothing but its measurements matters.
  init(simulated id: String, _ measurements: RunMeasurements, duration: Double) {
    self.init(
      runID: id, name: "simulated", startedAt: "", duration: duration,
      manifest: ManifestFacts(contentHash: "simulated", seed: 1, caseCount: 0), execution: ExecutionPolicy(),
      targets: [], measurements: measurements, thresholds: [], verdict: .passed)
  }
}
