import LoadEngine
import RunModel

/// Notes each second how the generator and its machine fare, beside the load: of the loop it asks one look.
struct GeneratorObserver {
  private let parts: RunParts
  private let looks: LoopLooks

  /// Begins.
  init(_ parts: RunParts) async {
    self.parts = parts
    looks = await parts.loop.perform { LoopLooks(parts) }
  }

  /// Looks until it is cancelled; the series that have values, `nil` for less than a second.
  func run() async -> [FigureSeries]? {
    var series = GeneratorSeries()
    let begun = ContinuousClock.now
    var (number, before) = (1, MachineInstant())
    while await sleeps(until: begun + .seconds(number)) {
      let (look, now) = (await parts.loop.perform { looks.look() }, MachineInstant())
      series.add(
        GeneratorSecond(span: MachineSpan(before, now), look: look, openFiles: OpenFiles.count))
      (number, before) = (number + 1, now)
    }
    await parts.loop.perform { looks.end() }
    return series.known
  }

  private func sleeps(until instant: ContinuousClock.Instant) async -> Bool {
    (try? await Task.sleep(until: instant)) != nil
  }
}
