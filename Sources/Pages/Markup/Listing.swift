import RunModel

/// The rows that a page has room for: at most so many, of at most so many bytes, whatever comes from outside.
struct Listing {
  /// What is listed.
  var rows: [HTML] = []
  /// How many are not.
  var leftOut: Int

  init<Item>(_ items: [Item], limit: Int, bytes: Int, row: (Item) -> HTML) {
    var room = bytes
    for item in items.prefix(limit) {
      let html = row(item)
      room -= html.text.utf8.count
      if room < 0 { break }
      rows.append(html)
    }
    leftOut = items.count - rows.count
  }

  /// What was left out, in words; empty when nothing was.
  func remark(_ noun: String, _ order: String) -> String {
    leftOut == 0
      ? ""
      : "\(Figures.count(rows.count)) \(noun) are listed, \(order); \(Figures.count(leftOut)) more are not."
  }
}
