/// Errors by contestant, and their table: medians over the rounds.
struct ErrorTable {
  private let load: TimedLoad
  private var rows: [(name: String, rounds: [[Int64]])] = []

  init(_ load: TimedLoad) { self.load = load }

  mutating func add(_ errors: [Int64], of name: String) {
    if let row = rows.firstIndex(where: { $0.name == name }) {
      rows[row].rounds.append(errors.sorted())
    } else {
      rows.append((name, [errors.sorted()]))
    }
  }

  static let heading =
    pad("error of the time to first event, ms", 22 + 14) + left("mean", 9) + left("p50", 9) + left("p99", 9)
    + left("max", 9)

  var text: String {
    rows.map { row in
      Self.pad(load.name, 22) + Self.pad(row.name, 14)
        + Self.figure(row.rounds) { Double($0.reduce(0, +)) / Double($0.count) }
        + Self.figure(row.rounds) { Double($0[$0.count / 2]) }
        + Self.figure(row.rounds) { Double($0[min($0.count - 1, $0.count * 99 / 100)]) }
        + Self.figure(row.rounds) { Double($0.last ?? 0) }
    }.joined(separator: "\n")
  }

  private static func figure(_ rounds: [[Int64]], _ figure: ([Int64]) -> Double) -> String {
    let values = rounds.map(figure).sorted()
    let hundredths = Int((values[values.count / 2] / 10_000).rounded())
    let fraction = abs(hundredths % 100)
    return left(
      "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(fraction < 10 ? "0" : "")\(fraction)", 9)
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
