import RunModel

/// Stacked columns, each with a name under it.
struct ColumnChart {
  struct Column {
    var name: String
    /// One value a series.
    var values: [Double]
  }

  var title: String
  var note: String
  var keys: [ChartFrame.Key]
  var columns: [Column]
  /// What the columns are named by.
  var axis: String
  var format: @Sendable (Double) -> String

  var html: HTML {
    let axis = Axis(maximum: columns.map { $0.values.reduce(0, +) }.max() ?? 1)
    return ChartFrame(title: title, note: note, keys: keys, values: values, step: step, summary: summary)
      .html(
        "\(ChartFrame.grid(axis, format))\(ChartFrame.labels(labels))\(joining: columns.indices.map { column($0, axis) })"
      )
  }

  private var step: Double { ChartFrame.plotWidth / Double(max(columns.count, 1)) }

  private var labels: [(x: Double, text: String)] {
    columns.enumerated().map { (ChartFrame.left + (Double($0) + 0.5) * step, $1.name) }
  }

  private func column(_ index: Int, _ axis: Axis) -> HTML {
    let (left, width) = (ChartFrame.left + (Double(index) + 0.14) * step, step * 0.72)
    var base = 0.0
    let pieces = zip(keys, columns[index].values).map { key, value -> HTML in
      let height = value / axis.top * ChartFrame.plotHeight
      base += height
      return
        "<rect class=\"area \(key.style)\" x=\"\(left)\" y=\"\(ChartFrame.bottom - base)\" width=\"\(width)\" height=\"\(height)\"/>"
    }
    return HTML(joining: pieces)
  }

  private var values: ChartFrame.Values {
    ChartFrame.Values(
      columns: [axis] + keys.map(\.name), rows: columns.map { [$0.name] + $0.values.map(format) })
  }

  private var summary: String {
    columns.map { "\(axis) \($0.name): \(format($0.values.reduce(0, +)))" }.joined(separator: ", ")
  }
}
