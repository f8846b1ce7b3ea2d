import RunModel
import Statistics

/// The parts of the run: scenarios, variants and tags. One part alone says nothing new.
struct SlicesSection {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  var html: HTML {
    let kinds = [
      ("scenario", measurements.scenarios), ("variant", measurements.variants), ("tag", measurements.tags),
    ]
    let tables = kinds.filter { $0.1.count > 1 }.map { table($0.0, $0.1) }
    return tables.isEmpty ? .empty : Section.html("Parts of the run", HTML(joining: tables))
  }

  private func table(_ kind: String, _ slices: [String: Slice]) -> HTML {
    let sorted = slices.sorted { left, right in
      let (first, second) = (
        left.value.total - left.value.succeeded, right.value.total - right.value.succeeded
      )
      return (second, left.key) < (first, right.key)
    }
    let listing = Listing(sorted, limit: 300, bytes: 90_000) { row($0.key, $0.value) }
    let columns = [
      kind, "tasks", "succeeded", "95 % interval", "p50", "p95", "first text p95", "tokens", "cost",
    ]
    let id = "by-\(kind)"
    return "<h3>By \(kind)</h3>\(listing.rows.count > 12 ? Section.search(id, "search \(kind)s") : .empty)"
      + Section.table(columns, listing.rows, id: id)
      + Section.note(listing.remark("\(kind)s", "those with most failures first"))
  }

  private func row(_ name: String, _ slice: Slice) -> HTML {
    let interval = Proportion(successes: slice.succeeded, trials: slice.total)?.exact()
    let response = slice.sample(.responseTime)
    return """
      <tr><th scope="row" class="name">\(name.cropped(120))</th>\(Section.number(Figures.count(slice.total)))\(Section.success(slice.succeeded, of: slice.total))\
      \(Section.number(interval.map { Figures.percents($0) } ?? ""))\
      \(Section.quantile(response, 0.5))\(Section.quantile(response, 0.95))\(Section.quantile(slice.sample(.timeToFirstText), 0.95))\
      \(Section.number(slice.tokens > 0 ? Figures.count(slice.tokens) : ""))\(Section.number(slice.cost > .zero ? "\(slice.cost)" : ""))</tr>

      """
  }
}
