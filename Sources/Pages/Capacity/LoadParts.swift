import RunModel

/// What a task is made of at each load: which part grows, and from where on.
struct LoadParts {
  private let view: StepsView
  private let columns: [(load: Double, parts: TimeParts)]

  /// More columns are no picture: the loads between are left out.
  private static let limit = 16

  /// Of a load that was made several times the last step counts.
  init(_ view: StepsView) {
    self.view = view
    let last = view.steps.reduce(into: [Double: TimeParts]()) { $0[$1.load] = $1.parts ?? $0[$1.load] }
    let all = last.sorted { $0.key < $1.key }.map { (load: $0.key, parts: $0.value) }
    let stride = max(1, (all.count + Self.limit - 1) / Self.limit)
    columns = all.enumerated().filter { ($0.offset + 1 - all.count).isMultiple(of: stride) }.map(\.element)
  }

  var html: HTML {
    guard columns.count >= 2 else { return .empty }
    var sums = TimeParts()
    for column in columns { sums += column.parts }
    let groups = TimeGroup.shown(sums)
    return ColumnChart(
      title: "Parts of a task", note: "mean of the successes of each step",
      keys: groups.map { .init(name: $0.title, style: $0.style) },
      columns: columns.map { column in
        ColumnChart.Column(
          name: view.unit.number(column.load), values: groups.map { Double($0.sum(column.parts)) / 1e9 })
      }, axis: view.unit == .users ? "users" : "arrivals a second",
      format: { $0 == 0 ? "0" : Figures.seconds($0) }
    ).html
  }
}
