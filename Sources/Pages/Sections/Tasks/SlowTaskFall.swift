import RunModel

/// Where the time of one slow attempt went, as a waterfall: its parts one after the other, then its nodes where they were.
struct SlowTaskFall {
  let task: SlowTask
  private var total: Int64 { task.parts.total }

  init(_ task: SlowTask) { self.task = task }

  /// `isOpen`: whether it is shown without being asked for.
  func html(isOpen: Bool) -> HTML {
    guard total > 0 else { return .empty }
    let nodes = Listing(task.nodes, limit: SlowTask.nodeLimit, bytes: 20_000, row: row)
    let table = Section.table(
      ["part", "", "took", "of the task"], texts: [1], partRows + heading + nodes.rows, caption: "waterfall")
    let left = task.leftOut + nodes.leftOut
    let note = left > 0 ? "\(Figures.count(left)) shorter nodes are not shown." : ""
    let open: HTML = isOpen ? " open" : .empty
    return "<details\(open)><summary>\(words)</summary>\(table)\(Section.note(note))</details>\n"
  }

  private var words: String {
    let sample = task.sample
    let limit = sample.status == .timeout ? "more than " : ""
    return
      "\(limit)\(Figures.nanoseconds(sample.response)): \(sample.taskID.cropped(60)), \(sample.failure?.rawValue ?? sample.status.rawValue)"
  }

  /// Each begins where the one before ended; those that alternate, such as nodes and gaps, are joined.
  private var partRows: [HTML] {
    var position: Int64 = 0
    return TimePart.allCases.compactMap { part in
      let length = max(task.parts[part], 0)
      guard length > 0 else { return nil }
      defer { position &+= length }
      return line(
        part.title, TimeGroup.of(part).style, from: position, length, share(of: length), in: 0...total)
    }
  }

  private var heading: [HTML] {
    guard !task.nodes.isEmpty else { return [] }
    let words =
      "nodes, from \(Figures.nanoseconds(stretch.lowerBound)) to \(Figures.nanoseconds(stretch.upperBound)), coloured where the run waited for them"
    return ["<tr><th scope=\"colgroup\" colspan=\"4\" class=\"group\">\(words)</th></tr>"]
  }

  /// When nodes were under way: after a long wait in a queue all would else be one stroke at its end.
  private var stretch: ClosedRange<Int64> {
    let first = task.nodes.map(\.begin).min() ?? 0
    return first...max(task.nodes.map(\.end).max() ?? total, first)
  }

  private func row(_ node: SlowTask.Node) -> HTML {
    let remarks = [
      node.status == "succeeded" ? nil : node.status.cropped(20),
      node.retries > 0 ? "tried \(node.retries &+ 1) times" : nil,
    ].compactMap(\.self)
    let name = (node.isNested ? "\u{b7} " : "") + node.name.cropped(120)
    let style = node.critical > 0 ? "accent" : "quiet"
    let length = max(node.end &- node.begin, 0)
    let share = node.critical > 0 ? share(of: node.critical) : ""
    return line(
      ([name] + remarks).joined(separator: ", "), style, from: node.begin, length, share, in: stretch)
  }

  private func line(
    _ name: String, _ style: String, from start: Int64, _ length: Int64, _ share: String,
    in stretch: ClosedRange<Int64>
  ) -> HTML {
    let (left, end) = (Self.place(start, in: stretch), Self.place(start &+ length, in: stretch))
    let width = end - left
    return """
      <tr><th scope="row" class="name">\(name)</th><td class="wide"><div class="fall \(style)" aria-hidden="true">\
      <i style="left:\(left)%;width:\(width)%"></i></div></td>\(Section.number(Figures.nanoseconds(length)))\(Section.number(share))</tr>
      """
  }

  /// Percent of a stretch of time.
  private static func place(_ nanoseconds: Int64, in stretch: ClosedRange<Int64>) -> Double {
    let (low, high) = (Double(stretch.lowerBound), Double(stretch.upperBound))
    return (min(max((Double(nanoseconds) - low) / max(high - low, 1), 0), 1) * 1000).rounded() / 10
  }

  private func share(of nanoseconds: Int64) -> String {
    Figures.wholePercent(Double(nanoseconds) / Double(total))
  }
}
