import RunModel
import Yams

/// `random: integer`, `decimal`, `choice` or `uuid`, with `from`, `to`, `decimals`, `of` and `count`.
struct RandomDecoder {
  private enum Kind: String, CaseIterable { case integer, decimal, choice, uuid }

  let file: SourceFile

  func decode(_ reader: inout YAMLReader) -> RandomValues? {
    let count = reader.integer("count", 1...5_000_000, "1 to 5000000") ?? 10
    guard let kind: Kind = reader.word("random") else { return nil }
    switch kind {
    case .uuid: return RandomValues(.uuid, count: count)
    case .integer:
      return range(&reader).map {
        RandomValues(.integer(Int64($0.lowerBound.rounded(.up))...Int64($0.upperBound)), count: count)
      }
    case .decimal:
      let decimals = reader.integer("decimals", 0...9, "0 to 9") ?? 2
      return range(&reader).map { RandomValues(.decimal($0, decimals: decimals), count: count) }
    case .choice:
      let values = reader.list("of").compactMap { reader.json($0, path: reader.child("of"), isSent: true) }
      if values.isEmpty {
        file.report(reader.node, path: reader.path, "there is nothing to choose from", expected: "of: [a, b]")
        return nil
      }
      return RandomValues(.choice(values), count: count)
    }
  }

  private func range(_ reader: inout YAMLReader) -> ClosedRange<Double>? {
    let bounds = -1e9...1e9
    let from = reader.number("from", bounds, "-1e9 to 1e9")
    let to = reader.number("to", bounds, "-1e9 to 1e9")
    guard let from, let to, from <= to, from.rounded(.up) <= to || reader.has("decimals") else {
      file.report(
        reader.node, path: reader.path, "a random number needs a range", expected: "from: 1 and to: 100")
      return nil
    }
    return from...to
  }
}
