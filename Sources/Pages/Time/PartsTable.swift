import RunModel
import Statistics

/// Each part with its quantiles, and its share of typical and of slow tasks.
struct PartsTable {
  let profile: TimeProfile
  init(_ profile: TimeProfile) { self.profile = profile }

  private static let columns = [
    "part", "share of the p95", "", "at the p95", "at the p50", "p50", "p95", "mean",
  ]

  var html: HTML {
    let slow = profile.tail.around(0.95) ?? .init()
    let usual = profile.tail.around(0.5) ?? .init()
    let least = Double(profile.parts.sums.total) / Double(max(profile.parts.count, 1)) / 2000
    let shown = TimePart.allCases.filter {
      max(profile.parts.mean(of: $0) ?? 0, slow.mean(of: $0) ?? 0) > least || $0 == .remainder
    }
    let rows = shown.map { row($0, slow, usual) } + [total(slow, usual)]
    return Section.table(Self.columns, texts: [1], rows, caption: "parts of a task")
      + Section.note(
        "The parts add up to the task, from its planned start to its end. \"At the p95\": the mean over the \(Figures.count(slow.count)) tasks about that quantile of the whole, so these columns add up too; "
          + "p50 and p95 are quantiles of the part itself, which do not. Successes, after the warm-up.")
  }

  private func row(_ part: TimePart, _ slow: TailTable.Row, _ usual: TailTable.Row) -> HTML {
    let share = slow.share(of: part)
    let bar: HTML =
      "<div class=\"bar \(TimeGroup.of(part).style)\" aria-hidden=\"true\"><i style=\"width:\(share * 100)%\"></i></div>"
    return """
      <tr><th scope="row" class="name">\(part.title)</th><td class="wide">\(bar)</td>\(Section.number(Figures.wholePercent(share)))\
      \(Section.number(Self.time(slow.mean(of: part))))\(Section.number(Self.time(usual.mean(of: part))))\
      \(Section.number(quantile(0.5, part)))\(Section.number(quantile(0.95, part)))\
      \(Section.number(Self.time(profile.parts.mean(of: part))))</tr>
      """
  }

  private func total(_ slow: TailTable.Row, _ usual: TailTable.Row) -> HTML {
    let mean = Double(profile.parts.sums.total) / Double(max(profile.parts.count, 1))
    return """
      <tr><th scope="row" class="name">task</th><td></td>\(Section.number("100 %"))\(Section.number(Self.time(slow.mean)))\
      \(Section.number(Self.time(usual.mean)))<td></td><td></td>\(Section.number(Self.time(mean)))</tr>
      """
  }

  private func quantile(_ share: Double, _ part: TimePart) -> String {
    guard profile.parts.count >= QuantileInterval.minimumCount(share) else { return "n/a" }
    return Self.time(profile.parts.quantile(share, of: part).map(Double.init))
  }

  private static func time(_ nanoseconds: Double?) -> String {
    nanoseconds.map { $0 < 1 ? "0" : Figures.seconds($0 / 1e9) } ?? "n/a"
  }
}

extension TailTable.Row {
  /// Nanoseconds; `nil` of nothing.
  fileprivate var mean: Double? { count > 0 ? Double(parts.total) / Double(count) : nil }
  fileprivate func mean(of part: TimePart) -> Double? {
    count > 0 ? Double(parts[part]) / Double(count) : nil
  }
  fileprivate func share(of part: TimePart) -> Double {
    parts.total > 0 ? Double(parts[part]) / Double(parts.total) : 0
  }
}
