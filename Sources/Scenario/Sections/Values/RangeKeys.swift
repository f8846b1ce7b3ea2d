import RunModel

/// `{from: 1, to: 10, step: 2}`: whole numbers, decimals or dates, both ends included, never beyond `to`.
struct RangeKeys: KeyGroup {
  let from = Key(
    "from", .custom(.any) { $0.text }, "The first value of a range: a number or a date", "1", with: "to: 10")
  let to = Key(
    "to", .custom(.any) { $0.text }, "The last value, if the steps meet it; never beyond", "10",
    with: "from: 1")
  let step = Key(
    "step", .custom(.any) { $0.text }, without: "1, `1d`",
    "The distance: a number, or days, weeks, months or years", "0.5", with: "from: 1, to: 10")

  private static let limit = 1_000_000

  static func read(_ keys: KeyReader<Self>) -> [JSONValue]? {
    let (from, to, step) = (keys.from, keys.to, keys.step)
    guard let from, let to else {
      if !keys.has(\.from) || !keys.has(\.to) {
        keys.mapping.report("a range needs both ends", expected: "from: and to:")
      }
      return nil
    }
    if let first = CalendarDate(from), let last = CalendarDate(to) {
      return dates(first, last, step ?? "1d", keys)
    }
    return numbers(from, to, step ?? "1", keys.mapping)
  }

  private static func numbers(_ from: String, _ to: String, _ step: String, _ place: YAMLValue)
    -> [JSONValue]?
  {
    guard let first = DecimalNumber(from), let last = DecimalNumber(to), let pace = DecimalNumber(step) else {
      place.report(
        "the range from '\(from)' to '\(to)' by '\(step)'",
        expected: "three numbers of at most 15 digits, or two dates such as 2026-01-31 and a step such as 1d")
      return nil
    }
    guard let range = DecimalRange(from: first, to: last, step: pace, limit: limit) else {
      report(from, to, step, place)
      return nil
    }
    return (0..<range.count).map { range[$0].json }
  }

  private static func report(_ from: String, _ to: String, _ step: String, _ place: YAMLValue) {
    place.report(
      "the range from \(from) to \(to) by \(step)",
      expected: "a step more than 0, to at least from, and at most \(limit) values")
  }

  /// Days (`1d`), weeks (`2w`), months (`1m`) or years (`1y`). Months count from the first day: the 31st of January
  /// is followed by the last of February and the 31st of March.
  private static func dates(
    _ first: CalendarDate, _ last: CalendarDate, _ step: String, _ keys: KeyReader<Self>
  ) -> [JSONValue]? {
    guard let unit = step.last, let length = Int(step.dropLast()), (1...100_000).contains(length),
      let factor = ["d": 1, "w": 7, "m": 1, "y": 12][String(unit)]
    else {
      keys.report(
        \.step, "step is '\(step)'", expected: "days, weeks, months or years such as 1d, 2w, 1m, 1y")
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
    if dates.isEmpty { report(first.description, last.description, step, keys.mapping) }
    return dates.isEmpty ? nil : dates
  }
}
