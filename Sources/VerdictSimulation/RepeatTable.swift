import Judgement
import RunModel
import Statistics

/// How often intervals over a few runs hold the truth: Student's, the bootstrap's, and that of runs that end as soon as it is narrow.
struct RepeatTable {
  var seed: UInt64
  var series = 2000

  func print() {
    Swift.print("Intervals of 95 % over pairs of runs that hold the truth; \(series) each\n")
    Swift.print("| pairs | Student's | the bootstrap of runs |")
    Swift.print("|---|---|---|")
    for pairs in [5, 7] {
      let (student, bootstrap) = coverage(pairs)
      Swift.print("| \(pairs) | \(Figures.percent(student)) | \(Figures.percent(bootstrap)) |")
    }
    let (held, runs) = untilNarrow()
    Swift.print(
      "\n`run --runs 30 --until FIGURE=5%`, noise 10 %: the interval holds the truth in \(Figures.percent(held)), after \(Figures.fixed(runs, 1)) runs on average\n"
    )
  }

  private func coverage(_ pairs: Int) -> (student: Double, bootstrap: Double) {
    var (random, held) = (SeededGenerator(seed: seed), (student: 0, bootstrap: 0))
    for _ in 0..<series {
      let values = (0..<pairs).map { _ in random.normal() }
      if Effect.paired(values.map { _ in 0 }, values)?.interval().contains(0) ?? false { held.student += 1 }
      let means = (0..<1000).map { _ in
        (0..<pairs).reduce(0) { sum, _ in sum + values[Int(random.next() % UInt64(pairs))] }
      }.sorted()
      if means[25] <= 0, means[974] >= 0 { held.bootstrap += 1 }
    }
    return (Double(held.student) / Double(series), Double(held.bootstrap) / Double(series))
  }

  /// The share of intervals that hold the truth, and the runs that it took.
  func untilNarrow() -> (held: Double, runs: Double) {
    let goal = RepeatGoal(metric: .responseP95, precision: 0.05)
    var (random, held, runs) = (SeededGenerator(seed: seed), 0, 0)
    for _ in 0..<series {
      var values: [Double] = []
      var figure: RepeatReport.Figure?
      repeat {
        values.append(1 + random.normal(standardDeviation: 0.1))
        figure = RepeatedFigures.figure(.responseP95, values)
      } while values.count < 30 && !(figure.map { goal.isReached([$0]) } ?? false)
      runs += values.count
      if let low = figure?.low, let high = figure?.high, (low...high).contains(1) { held += 1 }
    }
    return (Double(held) / Double(series), Double(runs) / Double(series))
  }
}
