import Report
import RunModel

/// The moment's figures, then those of the run so far, as the report has them.
struct LiveCards {
  let run: LiveRun
  private var standing: LiveStanding { run.standing }

  init(_ run: LiveRun) { self.run = run }

  var html: HTML {
    let cards = [rate, inFlight, lateness]
    return
      "<section class=\"cards\" aria-label=\"now\">\(joining: cards)</section>\(KeyFigures(run.report).html)"
  }

  /// The newest place may have begun a moment ago: the one before it is whole.
  private var reached: Double? {
    standing.series.reached.suffix(2).compactMap(\.self).first
  }

  private var rate: HTML {
    let asked =
      standing.asked.map { "the plan wants \(Figures.number($0)) \(standing.askedUnit ?? "")" }
      ?? "no plan over time"
    let dropped = run.report.measurements.dropped
    let notes = [asked, dropped > 0 ? "\(Figures.count(dropped)) arrivals were dropped" : nil]
    return KeyFigures.card(
      "Tasks a second, now", reached.map(Figures.digits) ?? "n/a", notes.compactMap(\.self))
  }

  private var inFlight: HTML {
    let oldest = standing.oldest.map { "the oldest for \(Figures.seconds($0))" } ?? "none waits"
    return KeyFigures.card("In flight, now", Figures.count(standing.inFlight), [oldest])
  }

  private var lateness: HTML {
    KeyFigures.card(
      "Lateness of sends, p99", standing.lateness.map(Figures.seconds) ?? "n/a",
      ["after the plan: this machine's own"])
  }
}
