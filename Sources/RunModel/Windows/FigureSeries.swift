/// One figure over the run's time, as means of windows, or as the highest of each: at most ``TimeWindows/limit``; when time
/// goes on, two and two become one, as those of the load do, so that both stay on one axis.
package struct FigureSeries: Sendable, Hashable, Codable {
  /// The figure's name; of the server's own, its query's.
  package var name: String
  /// What tells it from other series of the name, such as `instance="a:9100"`; empty when there is one.
  package var labels: String
  /// Of its values.
  package var unit: String?
  /// Whether a window has the highest of its values, and not their mean.
  package var takesHighest: Bool
  /// Seconds of one window.
  package private(set) var width = 1
  /// Of each window from the run's start on: the sum of what was seen (or the highest), and how often something was (or
  /// whether).
  package private(set) var sums: [Double] = []
  package private(set) var counts: [Int] = []

  package init(name: String, labels: String = "", unit: String? = nil, takesHighest: Bool = false) {
    (self.name, self.labels, self.unit, self.takesHighest) = (name, labels, unit, takesHighest)
  }

  /// Its name in charts and sentences.
  package var title: String { labels.isEmpty ? name : "\(name) {\(labels)}" }

  /// Takes a value that was seen at so many seconds of the run; what is no number is none.
  package mutating func record(_ value: Double, at seconds: Double) {
    guard value.isFinite, value.magnitude < 1e300, seconds >= 0, seconds < 1e12 else { return }
    while Int(seconds) / width >= TimeWindows.limit { coarsen() }
    let index = Int(seconds) / width
    grow(to: index + 1)
    take(Window(sum: value, count: 1), at: index)
  }

  /// The values of `factor` windows each; `nil` where nothing was seen.
  package func values(joining factor: Int) -> [Double?] {
    joined(by: max(1, factor)).map { $0.count > 0 ? $0.sum / Double($0.count) : nil }
  }

  /// Adds what another part of the run saw of the same figure: means, or the highest, over both.
  package mutating func merge(_ other: FigureSeries) {
    var other = other
    while other.width < width { other.coarsen() }
    while width < other.width { coarsen() }
    grow(to: other.counts.count)
    for index in other.counts.indices { take(other[index], at: index) }
  }

  private struct Window {
    var sum = 0.0
    var count = 0

    mutating func add(_ other: Window, takesHighest: Bool) {
      guard takesHighest, count > 0, other.count > 0 else {
        (sum, count) = (sum + other.sum, count + other.count)
        return
      }
      sum = max(sum, other.sum)
    }
  }

  private subscript(index: Int) -> Window { Window(sum: sums[index], count: counts[index]) }

  private mutating func take(_ window: Window, at index: Int) {
    var own = self[index]
    own.add(window, takesHighest: takesHighest)
    (sums[index], counts[index]) = (own.sum, own.count)
  }

  private func joined(by factor: Int) -> [Window] {
    stride(from: 0, to: counts.count, by: factor).map { start in
      (start..<min(start + factor, counts.count)).reduce(into: Window()) {
        $0.add(self[$1], takesHighest: takesHighest)
      }
    }
  }

  private mutating func grow(to count: Int) {
    let missing = max(0, count - counts.count)
    sums += [Double](repeating: 0, count: missing)
    counts += [Int](repeating: 0, count: missing)
  }

  private mutating func coarsen() {
    let pairs = joined(by: 2)
    width *= 2
    (sums, counts) = (pairs.map(\.sum), pairs.map(\.count))
  }
}

extension FigureSeries {
  private enum CodingKeys: String, CodingKey { case name, labels, unit, takesHighest, width, sums, counts }
  private enum EarlierKeys: String, CodingKey { case query }

  /// Decodes; parts that do not fit each other are refused.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    // Reports of 0.1.0's development had the name as a query.
    let name = try values.decodeIfPresent(String.self, forKey: .name)
    self.name = try name ?? decoder.container(keyedBy: EarlierKeys.self).decode(String.self, forKey: .query)
    labels = try values.decode(String.self, forKey: .labels)
    unit = try values.decodeIfPresent(String.self, forKey: .unit)
    takesHighest = try values.decodeIfPresent(Bool.self, forKey: .takesHighest) ?? false
    width = try values.decode(Int.self, forKey: .width)
    sums = try values.decode([Double].self, forKey: .sums)
    counts = try values.decode([Int].self, forKey: .counts)
    guard (1...1 << 40).contains(width), sums.count == counts.count, counts.count <= TimeWindows.limit,
      counts.allSatisfy({ $0 >= 0 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: values, debugDescription: "windows of a figure do not fit each other")
    }
  }
}
