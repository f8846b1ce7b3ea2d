import RunModel
import Statistics

/// The metrics of a threshold as they were measured: figures, and the same in words.
struct MeasuredWords {
  let expression: ThresholdExpression
  let lookup: MetricLookup

  /// Each metric once, in order.
  private var metrics: [ThresholdMetric] {
    expression.metrics.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  var figures: [ThresholdFigure] { metrics.map(figure) }

  /// `812 ms`, or `succeeded 12, tasks 12`.
  var text: String {
    let texts = metrics.map { describe($0) }
    if texts.count == 1 { return texts[0] }
    return zip(metrics, texts).map { "\($0.description) \($1)" }.joined(separator: ", ")
  }

  private func figure(_ metric: ThresholdMetric) -> ThresholdFigure {
    let estimate = lookup.estimate(metric, .interval)
    let part = lookup.part(metric.tags)
    let unit: ThresholdFigure.Unit =
      metric.isTime ? .seconds : (metric.isShare ? .share : .number)
    let count =
      lookup.sample(metric)?.count ?? lookup.proportion(metric)?.trials ?? part?.tally.statistics.total ?? 0
    func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
    let isKnown = estimate.map { $0.low == $0.high } ?? true
    return ThresholdFigure(
      metric: metric.description, value: finite(estimate?.value), low: isKnown ? nil : finite(estimate?.low),
      high: isKnown ? nil : finite(estimate?.high), count: count, unit: unit)
  }

  private func describe(_ metric: ThresholdMetric) -> String {
    guard let estimate = lookup.estimate(metric, .point) else { return "n/a" }
    let value = estimate.value
    if let sample = lookup.sample(metric), estimate.high == .infinity {
      if value == .infinity { return "none in time (\(sample.failed) of \(sample.count) failed)" }
      if !sample.censored.isEmpty {
        return "at least \(Figures.seconds(value)) (\(sample.censored.count) were cut)"
      }
    }
    if let sample = lookup.sample(metric), let q = metric.aggregation.quantile, !sample.carries(q) {
      return value > 0
        ? "at least \(Figures.seconds(value)) (\(sample.count) values)" : "unknown (\(sample.count) values)"
    }
    if metric.isShare { return Figures.percent(value) }
    return metric.isTime ? Figures.seconds(value) : Figures.number(value)
  }
}
