import Report
import RunModel

/// What happened, the newest first.
struct LiveLogSection {
  let log: LiveLog

  init(_ log: LiveLog) { self.log = log }

  var html: HTML {
    if log.lines.isEmpty { return .empty }
    let rows = log.lines.reversed().map { line -> HTML in
      """
      <tr><th scope="row">\(Figures.clock(line.at))</th><td class="name\(line.isBad ? " badtext" : "")">\(line.text.cropped(400))</td></tr>
      """
    }
    let note = log.leftOut > 0 ? "\(Figures.count(log.leftOut)) older lines are not kept." : ""
    return Section.html(
      "What happened", Section.table(["after", "event"], texts: [1], Array(rows)) + Section.note(note))
  }
}
