import RunModel
import Statistics

/// What was expected of the answers, and how often it held; the most broken first.
struct ExpectationsSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let counted = measurements.expectations.filter { $0.value.count == 2 }
      .sorted { ($1.value[1], $0.key) < ($0.value[1], $1.key) }
    if counted.isEmpty { return .empty }
    let listing = Listing(counted, limit: 200, bytes: 40_000) {
      row($0.key, held: $0.value[0], broken: $0.value[1])
    }
    let columns = ["expectation", "held", "broken", "held, share", "95 % interval"]
    let said: HTML = "\(joining: Section.said(LikenessWords(measurements).sentences))"
    return Section.html(
      "Expectations",
      said + Section.table(columns, listing.rows)
        + Section.note(listing.remark("expectations", "the most broken first")))
  }

  private func row(_ name: String, held: Int, broken: Int) -> HTML {
    let interval = Proportion(successes: held, trials: held + broken)?.exact()
    return """
      <tr><th scope="row" class="name">\(name.cropped(200))</th>\(Section.number(Figures.count(held)))\(Section.number(Figures.count(broken)))\
      \(Section.success(held, of: held + broken))\(Section.number(interval.map { Figures.percents($0) } ?? ""))</tr>
      """
  }
}
