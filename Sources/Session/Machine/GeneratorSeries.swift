import RunModel

/// How the generator and its machine fared, second by second. Pure.
struct GeneratorSeries {
  private let figures = GeneratorFigure.all
  private var series: [FigureSeries]

  init() { series = figures.map(\.series) }

  /// Takes what was seen of a second: its values lie in its middle.
  mutating func add(_ second: GeneratorSecond) {
    for (index, figure) in figures.enumerated() {
      guard let value = figure.value(second) else { continue }
      series[index].record(value, at: max(0, second.look.seconds - second.span.seconds / 2))
    }
  }

  /// Those that there was something to say of; `nil` of none.
  var known: [FigureSeries]? {
    let known = series.filter { !$0.counts.isEmpty }
    return known.isEmpty ? nil : known
  }
}

/// What was seen of a second, more or less.
struct GeneratorSecond {
  var span: MachineSpan
  var look: LoopLooks.Look
  var openFiles: Int
}
