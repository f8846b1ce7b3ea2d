import RunModel

/// Tasks over a run's time, as small as a word: succeeded, and what did not on top. Nothing for less than four
/// stretches of time, which show no shape.
struct Sparkline {
  private let places: [[Int]]

  /// - Parameter places: Of each stretch of time, how many succeeded and how many did not.
  init(_ places: [[Int]]) { self.places = places.filter { $0.count == 2 } }

  var html: HTML {
    let highest = places.map { $0[0] + $0[1] }.max() ?? 0
    guard highest > 0, places.count > 3 else { return .empty }
    let width = 120 / Double(places.count)
    var (good, bad) = ("", "")
    for (index, place) in places.enumerated() {
      let heights = place.map { Double($0) / Double(highest) * 24 }
      let x = Figures.fixed(Double(index) * width, 1)
      good += Self.column(x, 26, heights[0], width)
      bad += Self.column(x, 26 - heights[0], heights[1], width)
    }
    let failed = places.reduce(0) { $0 + $1[1] }
    return """
      <svg class="spark" viewBox="0 0 120 26" preserveAspectRatio="none" role="img" aria-label="tasks over time, \(Figures.count(failed)) not succeeded">\
      <path class="area good" d="\(good)"/><path class="area bad" d="\(bad)"/></svg>
      """
  }

  private static func column(_ x: String, _ bottom: Double, _ height: Double, _ width: Double) -> String {
    guard height > 0 else { return "" }
    let (down, across) = (Figures.fixed(max(height, 0.6), 1), Figures.fixed(max(width - 0.5, 0.5), 1))
    return "M\(x) \(Figures.fixed(bottom, 1))v-\(down)h\(across)v\(down)z"
  }
}
