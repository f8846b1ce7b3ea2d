import LoadEngine
import Reactor
import RunModel

/// A figure of the generator or its machine that is noted each second.
struct GeneratorFigure {
  let series: FigureSeries
  /// `nil` when there is nothing to say.
  let value: (GeneratorSecond) -> Double?

  private init(
    _ name: String, _ labels: String = "", unit: String? = nil, takesHighest: Bool = false,
    value: @escaping (GeneratorSecond) -> Double?
  ) {
    series = FigureSeries(name: name, labels: labels, unit: unit, takesHighest: takesHighest)
    self.value = value
  }

  /// All of them: those of one name are drawn together.
  static var all: [GeneratorFigure] {
    [
      .init("cores", "the load's loop", unit: "cores") { $0.look.processor / $0.span.seconds },
      .init("cores", "this program", unit: "cores") { $0.span.program },
      .init("cores", "other programs", unit: "cores") { $0.span.others },
      .init("cores", "taken by the host", unit: "cores") {
        $0.span.steal.map { $0 * Double(MachineInstant.cores) }
      },
      .init("lateness of timers", "mean", unit: "ms") { $0.look.timers.mean.map { $0 / 1e6 } },
      .init("lateness of timers", "worst", unit: "ms", takesHighest: true) {
        Double($0.look.timers.worst) / 1e6
      },
      .init("queues", "ready to run in one turn", takesHighest: true) { Double($0.look.mostReady) },
      .init("queues", "waiting for libcurl", takesHighest: true) { $0.look.mostWaiting.map(Double.init) },
      .init("events a read") { $0.look.reads > 0 ? Double($0.look.events) / Double($0.look.reads) : nil },
      .init("open files", takesHighest: true) { Double($0.openFiles) },
      .init("context switches a second", "waited") { $0.span.waits },
      .init("context switches a second", "made room") { $0.span.preemptions },
      // A clock that is slewed runs up to 0.5 ms a second faster or slower: that is no step.
      .init("wall clock set by", unit: "ms", takesHighest: true) {
        abs($0.span.clockStep) < 0.001 ? nil : abs($0.span.clockStep) * 1000
      },
    ]
  }
}
