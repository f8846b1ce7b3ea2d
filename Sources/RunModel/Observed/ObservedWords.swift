import Statistics

/// What was seen of the server, in sentences: the same in every form of a report. They never name a cause.
package struct ObservedWords {
  private let observed: ObservedReport
  private let slices: ObservedSlices

  package init(_ observed: ObservedReport, _ report: ReportDocument) {
    (self.observed, slices) = (observed, ObservedSlices(report, every: observed.every))
  }

  /// The head of a table.
  package static let columns = [
    "figure", "lowest", "mean", "highest", "with response times", "with attempts in flight",
  ]

  /// The cells of each figure.
  package var rows: [[String]] {
    observed.series.map { series in
      let values = series.values(joining: 1).compactMap(\.self)
      let mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
      return [observed.title(of: series)]
        + [values.min(), mean, values.max()].map { $0.map { Self.value($0, series.unit) } ?? "n/a" }
        + [words(slices.withResponse(series)), words(slices.withLoad(series))]
    }
  }

  /// The sentences, the most telling first.
  package var sentences: [String] {
    let tellable = observed.series.filter { slices.withResponse($0)?.interval(confidence: confidence) != nil }
    return observed.series.compactMap(sentence) + (tellable.isEmpty ? [] : [caution])
      + [gaps].compactMap(\.self)
  }

  /// A value with its unit.
  package static func value(_ value: Double, _ unit: String?) -> String {
    Figures.number(value) + (unit.map { $0 == "%" ? " %" : " \($0)" } ?? "")
  }

  /// Of all figures together 95 %: with many of them one would else seem to move along by chance.
  private var confidence: Double { 1 - 0.05 / Double(max(1, observed.series.count)) }

  private func words(_ found: RankCorrelation?) -> String {
    guard let found else { return "n/a" }
    guard let interval = found.interval(confidence: confidence) else { return "too few slices" }
    return "\(Self.signed(found.value)) (\(Self.signed(interval.low)) to \(Self.signed(interval.high)))"
  }

  private func sentence(_ series: FigureSeries) -> String? {
    guard let found = slices.withResponse(series), let interval = found.interval(confidence: confidence)
    else {
      return nil
    }
    let words =
      "\(observed.title(of: series).cropped(60)) \(Self.meaning(interval)): \(basis(found, interval))."
    return interval.contains(0) ? words : words + load(series)
  }

  /// What an interval of a rank correlation says: nothing but whether both went together.
  package static func meaning(_ interval: Interval) -> String {
    if interval.low > 0 { return "was high when response times were" }
    if interval.high < 0 { return "was low when response times were high" }
    return interval.low > -0.5 && interval.high < 0.5
      ? "shows no connection with response times"
      : "may go with response times or not, which these slices cannot tell"
  }

  private func basis(_ found: RankCorrelation, _ interval: Interval) -> String {
    let counts =
      found.effective < Double(found.count) * 0.9
      ? ", which count as \(Figures.fixed(found.effective, 0)) since neighbours resemble each other" : ""
    return
      "rank correlation with the \(slices.quantile) \(Self.signed(found.value)), \(Self.signed(interval.low)) to \(Self.signed(interval.high)), over \(found.count) slices of \(Figures.clock(Double(slices.seconds)))\(counts)"
  }

  /// A load that changes moves everything.
  private func load(_ series: FigureSeries) -> String {
    guard let found = slices.withLoad(series), let interval = found.interval(confidence: confidence),
      !interval.contains(0)
    else { return "" }
    return
      " It went with the attempts in flight too (\(Self.signed(found.value))): the load may have moved both."
  }

  private var caution: String {
    "That two figures move together does not say that one moves the other: a third may move both, and a busy server's figures all rise together. To find out, change one thing alone and compare (floodgate compare)."
  }

  private var gaps: String? {
    guard observed.failed > 0 || observed.leftOut > 0 else { return nil }
    let failed =
      observed.failed > 0
      ? "\(Figures.count(observed.failed)) of \(Figures.count(observed.looks)) looks brought nothing\(observed.problem.map { " (\($0))" } ?? "")"
      : nil
    let left =
      observed.leftOut > 0
      ? "queries had more than \(ObservedReport.seriesOfQuery) series: the others are left out" : nil
    return [failed, left].compactMap(\.self).joined(separator: "; ") + "."
  }

  private static func signed(_ value: Double) -> String {
    let text = Figures.fixed(value.magnitude, 2)
    return text == "0.00" ? text : (value < 0 ? "-" : "+") + text
  }
}
