import RunModel
import Yams

/// `{from: 1, to: 10, step: 2}`: whole numbers, decimals or dates, both ends included, never beyond `to`.
struct RangeDecoder {
  let file: SourceFile

  private static let limit = 1_000_000

  func decode(_ reader: inout YAMLReader) -> [JSONValue]? {
    let (from, to) = (reader.text("from"), reader.text("to"))
    let step = reader.text("step")
    guard let from, let to else {
      if !reader.has("from") || !reader.has("to") {
        file.report(reader.node, path: reader.path, "a range needs both ends", expected: "from: and to:")
      }
      return nil
    }
    if let first = CalendarDate(from), let last = CalendarDate(to) {
      return dates(first, last, step ?? "1d", reader)
    }
    guard let first = DecimalNumber(from), let last = DecimalNumber(to), let pace = DecimalNumber(step ?? "1")
    else {
      file.report(
        reader.node, path: reader.path, "the range from '\(from)' to '\(to)' by '\(step ?? "1")'",
        expected: "three numbers of at most 15 digits, or two dates such as 2026-01-31 and a step such as 1d")
      return nil
    }
    guard let range = DecimalRange(from: first, to: last, step: pace, limit: Self.limit) else {
      report(from, to, step ?? "1", reader)
      return nil
    }
    return (0..<range.count).map { range[$0].json }
  }

  private func report(_ from: String, _ to: String, _ step: String, _ reader: YAMLReader) {
    file.report(
      reader.node, path: reader.path, "the range from \(from) to \(to) by \(step)",
      expected: "a step more than 0, to at least from, and at most \(Self.limit) values")
  }

  /// Days (`1d`), weeks (`2w`), months (`1m`) or years (`1y`). Months count from the first day: the 31st of January
  /// is followed by the last of February and the 31st of March.
  private func dates(_ first: CalendarDate, _ last: CalendarDate, _ step: String, _ reader: YAMLReader)
    -> [JSONValue]?
  {
    guard let unit = step.last, let length = Int(step.dropLast()), (1...100_000).contains(length),
      let factor = ["d": 1, "w": 7, "m": 1, "y": 12][String(unit)]
    else {
      file.report(
        reader.node, path: reader.child("step"), "step is '\(step)'",
        expected: "days, weeks, months or years such as 1d, 2w, 1m, 1y")
      return nil
    }
    let isMonths = unit == "m" || unit == "y"
    var dates: [JSONValue] = []
    while let next = isMonths
      ? first.adding(months: dates.count * length * factor)
      : first.adding(days: dates.count * length * factor),
      next <= last
    {
      dates.append(.string(next.description))
    }
    if dates.isEmpty { report(first.description, last.description, step, reader) }
    return dates.isEmpty ? nil : dates
  }
}
