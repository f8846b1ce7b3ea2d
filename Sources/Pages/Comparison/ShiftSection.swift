import Judgement
import RunModel

/// Where latencies moved, and both sides' whole distributions.
struct ShiftSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  var html: HTML {
    if comparison.shifts.isEmpty { return .empty }
    let parts = comparison.shifts.map { shift -> HTML in
      let title = MetricName(rawValue: shift.metric)?.title ?? shift.metric
      return """
        <h3>\(title)</h3><p class="note">\(words(shift))</p>\
        <div class="charts">\(ShiftChart(title: "Change by quantile", shift: shift, margin: comparison.margins.latency).html)\
        \(DistributionsChart(title: "Distributions", shift: shift).html)</div>
        """
    }
    return Section.html(
      "Where it moved",
      "<details><summary>The change of each part of the distribution, fast tasks to slow ones</summary>\(joining: parts)</details>"
    )
  }

  private func words(_ shift: Comparison.Shift) -> String {
    var texts: [String] = []
    if let superiority = shift.superiority {
      texts.append(
        "Of one latency of each side, the second's is the longer in \(Figures.percent(superiority)) of pairs (50 % when nothing changed)"
      )
    }
    if let distance = shift.distance {
      texts.append("equal ranks are \(Figures.seconds(distance)) apart on average")
    }
    let moved = shift.points.filter { $0.pAdjusted < RowJudge.level }.map { "p\(Figures.share($0.share))" }
    texts.append(
      moved.isEmpty
        ? "no quantile's change is shown" : "changes are shown at \(moved.joined(separator: ", "))")
    return texts.joined(separator: "; ") + "."
  }
}
