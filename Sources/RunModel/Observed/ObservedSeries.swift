/// One figure of the server over the run's time, as means of windows: at most ``TimeWindows/limit``; when time goes on,
/// two and two become one, as those of the load do, so that both stay on one axis.
package struct ObservedSeries: Sendable, Hashable, Codable {
  /// The query's name.
  package var query: String
  /// What tells it from other series of the query, such as `instance="a:9100"`; empty when there is one.
  package var labels: String
  /// Of its values.
  package var unit: String?
  /// Seconds of one window.
  package private(set) var width = 1
  /// Of each window from the run's start on: the sum of what was seen, and how often something was.
  package private(set) var sums: [Double] = []
  package private(set) var counts: [Int] = []

  package init(query: String, labels: String = "", unit: String? = nil) {
    (self.query, self.labels, self.unit) = (query, labels, unit)
  }

  /// Its name in charts and sentences.
  package var title: String { labels.isEmpty ? query : "\(query) {\(labels)}" }

  /// Takes a value that was seen at so many seconds of the run; what is no number is none.
  package mutating func record(_ value: Double, at seconds: Double) {
    guard value.isFinite, value.magnitude < 1e300, seconds >= 0, seconds < 1e12 else { return }
    while Int(seconds) / width >= TimeWindows.limit { coarsen() }
    let index = Int(seconds) / width
    grow(to: index + 1)
    sums[index] += value
    counts[index] += 1
  }

  /// Means of `factor` windows each; `nil` where nothing was seen.
  package func means(joining factor: Int) -> [Double?] {
    stride(from: 0, to: counts.count, by: max(1, factor)).map { start in
      let range = start..<min(start + max(1, factor), counts.count)
      let count = counts[range].reduce(0, +)
      return count > 0 ? sums[range].reduce(0, +) / Double(count) : nil
    }
  }

  /// Adds what another part of the run saw of the same figure: means over both.
  mutating func merge(_ other: ObservedSeries) {
    var other = other
    while other.width < width { other.coarsen() }
    while width < other.width { coarsen() }
    grow(to: other.counts.count)
    for index in other.counts.indices {
      sums[index] += other.sums[index]
      counts[index] += other.counts[index]
    }
  }

  private mutating func grow(to count: Int) {
    let missing = max(0, count - counts.count)
    sums += [Double](repeating: 0, count: missing)
    counts += [Int](repeating: 0, count: missing)
  }

  private mutating func coarsen() {
    width *= 2
    let pairs = stride(from: 0, to: counts.count, by: 2)
    sums = pairs.map { sums[$0] + ($0 + 1 < sums.count ? sums[$0 + 1] : 0) }
    counts = pairs.map { counts[$0] + ($0 + 1 < counts.count ? counts[$0 + 1] : 0) }
  }

  /// Whether its parts fit each other, as those of a file need not.
  var isConsistent: Bool {
    width >= 1 && width <= 1 << 40 && sums.count == counts.count && counts.count <= TimeWindows.limit
      && counts.allSatisfy { $0 >= 0 }
  }
}
