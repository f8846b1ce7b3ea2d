import FoundationEssentials
import RunModel

/// When a line of a trace arrived: `at`, seconds from any origin, or `timestamp`, ISO 8601 or a number of seconds or
/// milliseconds since 1970. Pure.
package enum TraceTime {
  /// Seconds from one origin for all lines of a file; `nil` when there is none, or it is no time.
  static func seconds(_ line: JSONValue) -> Double? {
    if let at = line["at"] { return at.doubleValue.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
    switch line["timestamp"] {
    case .string(let text)?: return instant(text)
    case let value?: return value.doubleValue.flatMap(epoch)
    case nil: return nil
    }
  }

  /// 1e11 seconds lie in the year 5138, as many milliseconds in 1973.
  package static func epoch(_ value: Double) -> Double? {
    guard value.isFinite, value >= 0 else { return nil }
    return value >= 1e11 ? value / 1000 : value
  }

  /// An instant as ISO 8601 or a database writes it: `T` or a space, with or without a fraction and a zone (else UTC).
  package static func instant(_ text: String) -> Double? {
    let form =
      #/(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d(?::?\d\d)?)?/#
    guard let match = text.wholeMatch(of: form)?.output,
      let date = try? Date("\(match.1)T\(match.2)Z", strategy: .iso8601)
    else { return nil }
    let fraction = match.3.flatMap { Double("0.\($0)") } ?? 0
    return date.timeIntervalSince1970 + fraction - (match.4.map(offset) ?? 0)
  }

  /// Seconds east of Greenwich.
  private static func offset(_ zone: Substring) -> Double {
    let digits = zone.filter(\.isNumber)
    guard digits.count >= 2, let hours = Double(digits.prefix(2)) else { return 0 }
    let seconds = hours * 3600 + (Double(digits.dropFirst(2)) ?? 0) * 60
    return zone.hasPrefix("-") ? -seconds : seconds
  }
}
