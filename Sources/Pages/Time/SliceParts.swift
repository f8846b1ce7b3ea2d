import RunModel

/// The parts of the run's slices and of its slowest cases, a bar each.
struct SliceParts {
  let measurements: RunMeasurements
  init(_ measurements: RunMeasurements) { self.measurements = measurements }

  private struct Entry {
    var kind: String
    var name: String
    var parts: PartTable
    var mean: Double { Double(parts.sums.total) / Double(max(parts.count, 1)) }
  }

  var html: HTML {
    let entries = slices + cases
    if entries.isEmpty { return .empty }
    let listing = Listing(entries, limit: 60, bytes: 60_000, row: row)
    return "<h3>By part of the run</h3>"
      + Section.table(
        ["", "name", "what a task is made of", "tasks", "mean"], texts: [1, 2], listing.rows,
        caption: "means of successes")
      + Section.note(listing.remark("parts", "the slowest of each kind first"))
  }

  private var slices: [Entry] {
    let kinds = [
      ("scenario", measurements.scenarios), ("variant", measurements.variants), ("tag", measurements.tags),
    ]
    return kinds.filter { $0.1.count > 1 }.flatMap { kind, slices in
      Self.slowest(slices.map { Entry(kind: kind, name: $0.key, parts: $0.value.parts) }, 15)
    }
  }

  private var cases: [Entry] {
    guard measurements.cases.count > 1 else { return [] }
    return Self.slowest(
      measurements.cases.map { id, cell in
        Entry(kind: "case", name: cell.label.isEmpty ? id : cell.label, parts: cell.parts)
      }, 10)
  }

  private static func slowest(_ entries: [Entry], _ count: Int) -> [Entry] {
    Array(
      entries.filter { $0.parts.count > 0 }.sorted { ($1.mean, $0.name) < ($0.mean, $1.name) }.prefix(count))
  }

  private func row(_ entry: Entry) -> HTML {
    """
    <tr><td>\(entry.kind)</td><td class="name">\(entry.name.cropped(120))</td>\
    <td class="wide">\(PartsBar(parts: entry.parts.sums).html)</td>\(Section.number(Figures.count(entry.parts.count)))\
    \(Section.number(Figures.seconds(entry.mean / 1e9)))</tr>
    """
  }
}
