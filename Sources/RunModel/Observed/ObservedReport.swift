/// What was seen of the server's own metrics while the load went on.
package struct ObservedReport: Sendable, Hashable, Codable {
  /// Where it was asked, without what is secret.
  package var source: String
  /// From one look to the next, seconds.
  package var every: Double
  /// Looks that were made, and those of them that brought nothing.
  package var looks = 0
  package var failed = 0
  /// The first reason why.
  package private(set) var problem: String?
  /// The figures, in the order in which they came.
  package private(set) var series: [FigureSeries] = []
  /// Series that were not kept, since there were too many.
  package private(set) var leftOut = 0

  /// Series that a report keeps of one query.
  package static let seriesOfQuery = 5

  package init(source: String, every: Double) { (self.source, self.every) = (source, every) }

  /// What kept a look from bringing something; the first is told.
  package mutating func fail(_ reason: String) { problem = problem ?? reason }

  /// Takes what a query answered at so many seconds of the run: values by their labels.
  package mutating func record(
    _ query: ObservePlan.Query, _ values: [(labels: String, value: Double)], at seconds: Double
  ) {
    for (labels, value) in values {
      guard let place = place(query, labels) else { continue }
      series[place].record(value, at: seconds)
    }
  }

  private mutating func place(_ query: ObservePlan.Query, _ labels: String) -> Int? {
    if let known = series.firstIndex(where: { $0.name == query.name && $0.labels == labels }) {
      return known
    }
    guard series.count(where: { $0.name == query.name }) < Self.seriesOfQuery else {
      leftOut += 1
      return nil
    }
    series.append(FigureSeries(name: query.name, labels: labels, unit: query.unit))
    return series.count - 1
  }

  /// How a figure is called in charts and sentences: as its query where it is the only one.
  package func title(of figure: FigureSeries) -> String {
    series.count(where: { $0.name == figure.name }) == 1 ? figure.name : figure.title
  }

  /// Brings the figures into the order of the queries.
  package mutating func sort(by queries: [ObservePlan.Query]) {
    let places = Dictionary(queries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: min)
    series.sort { (places[$0.name] ?? .max, $0.labels) < (places[$1.name] ?? .max, $1.labels) }
  }

  /// Adds that of another part of the run.
  package mutating func merge(_ other: ObservedReport) {
    (looks, failed, leftOut) = (looks + other.looks, failed + other.failed, leftOut + other.leftOut)
    problem = problem ?? other.problem
    for their in other.series {
      if let place = series.firstIndex(where: { $0.name == their.name && $0.labels == their.labels }) {
        series[place].merge(their)
      } else if series.count(where: { $0.name == their.name }) < Self.seriesOfQuery {
        series.append(their)
      } else {
        leftOut += 1
      }
    }
  }
}
