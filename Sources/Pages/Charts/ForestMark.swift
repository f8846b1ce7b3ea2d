import Report
import RunModel
import Statistics

/// A change and its interval as a small drawing: to the right is worse, the shade is the margin.
struct ForestMark {
  /// How far the drawings reach: the same for all figures of a kind, so that they can be compared. The figures of the
  /// verdict set it; others may reach beyond.
  struct Scale {
    let share: Double
    let ratio: Double

    init(_ rows: [Comparison.Row], _ margins: Comparison.Margins) {
      func reach(_ rows: [Comparison.Row], _ margin: Double) -> Double {
        let ends = rows.compactMap(\.interval).map { max(abs($0.low), abs($0.high)) }
        return min(1, max(margin * 2, (ends.max() ?? 0) * 1.05, 0.001))
      }
      share = reach(rows.filter { $0.unit == .share }, margins.success)
      ratio = reach(rows.filter { $0.unit != .share }, margins.latency)
    }
  }

  private let row: Comparison.Row
  private let margin: Double
  private let reach: Double
  private static let width = 120.0

  init(_ row: Comparison.Row, _ margins: Comparison.Margins, _ scale: Scale) {
    self.row = row
    margin = row.unit == .share ? margins.success : margins.latency
    reach = row.unit == .share ? scale.share : scale.ratio
  }

  var html: HTML {
    guard let change = row.change, let interval = row.interval else { return .empty }
    let sign = row.unit == .share ? -1.0 : 1
    let ends = [interval.low * sign, interval.high * sign].sorted()
    let text = RowText(row)
    return """
      <svg class="spark \(colour)" viewBox="0 0 120 26" role="img" aria-label="\(text.change), 95 %: \(text.interval)">\
      <rect class="beyond" x="\(x(-margin))" y="2" width="\(x(margin) - x(-margin))" height="22"/>\
      <line class="mark" x1="\(x(0))" x2="\(x(0))" y1="2" y2="24"/>\
      <line class="line" x1="\(x(ends[0]))" x2="\(x(ends[1]))" y1="13" y2="13"/>\
      <circle class="dot" cx="\(x(change * sign))" cy="13" r="3.5"/></svg>
      """
  }

  private var colour: String {
    switch row.outcome {
    case .worse: "bad"
    case .better, .notWorse: "good"
    case .inconclusive: "warn"
    case .invalid, nil: "quiet"
    }
  }

  private func x(_ value: Double) -> Double {
    (min(max(value / reach, -1), 1) + 1) / 2 * (Self.width - 8) + 4
  }
}
