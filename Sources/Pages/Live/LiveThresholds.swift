import Report
import RunModel

/// How thresholds stand at the moment; what fails comes first.
struct LiveThresholds {
  let thresholds: [LiveStanding.Threshold]

  init(_ thresholds: [LiveStanding.Threshold]) { self.thresholds = thresholds }

  private static let order = ["failing", "undecided", "holding"]
  private static let styles = ["failing": "fail", "holding": "pass", "undecided": "inconclusive"]

  var html: HTML {
    if thresholds.isEmpty { return .empty }
    let sorted = Self.order.flatMap { standing in thresholds.filter { $0.standing == standing } }
    let listing = Listing(sorted, limit: 50, bytes: 20_000) { threshold -> HTML in
      """
      <tr><td><span class="pill \(Self.styles[threshold.standing] ?? "")">\(threshold.standing)</span></td>\
      <td class="name"><code>\(threshold.expression.cropped(300))</code></td>\(Section.number(threshold.value.cropped(60)))</tr>
      """
    }
    return Section.html(
      "Thresholds, as they stand",
      Section.table(["now", "threshold", "measured"], texts: [1], listing.rows)
        + Section.note(listing.remark("thresholds", "those that fail first")))
  }
}
