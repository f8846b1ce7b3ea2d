import RunModel
import Statistics

/// Random values by number: the i-th depends on the seed, the dimension and i alone.
struct DrawnValues: DimensionValues {
  private let kind: RandomValues.Kind
  private let seed: UInt64
  let count: Int

  init(_ specification: RandomValues, dimension: String, seed: UInt64) {
    kind = specification.kind
    count = specification.count
    self.seed = SplitMix64.mix(seed ^ stableHash(dimension))
  }

  subscript(index: Int) -> JSONValue {
    var generator = SeededGenerator(seed: seed, stream: UInt64(index))
    switch kind {
    case .integer(let range): return .integer(Int64.random(in: range, using: &generator))
    case .choice(let values): return values[Int.random(in: 0..<values.count, using: &generator)]
    case .decimal(let range, let decimals): return Self.decimal(range, decimals, &generator)
    case .uuid: return .string(Self.uuid(&generator))
    }
  }

  func contribute(_ index: Int, name: String, to point: inout CasePoint) { point.values[name] = self[index] }

  func value(of parameter: String, at index: Int, name: String) -> JSONValue? { self[index] }

  /// One of the decimals with so many digits in the range, each as likely.
  private static func decimal(
    _ range: ClosedRange<Double>, _ decimals: Int, _ generator: inout SeededGenerator
  ) -> JSONValue {
    let factor = (0..<decimals).reduce(1.0) { factor, _ in factor * 10 }
    let low = Int64((range.lowerBound * factor).rounded(.up))
    let high = Int64((range.upperBound * factor).rounded(.down))
    guard low <= high else { return .number(range.lowerBound) }
    return DecimalNumber(units: Int64.random(in: low...high, using: &generator), scale: decimals).json
  }

  /// A version 4 UUID (RFC 9562, 5.4).
  private static func uuid(_ generator: inout SeededGenerator) -> String {
    let high = generator.next() & ~0xf000 | 0x4000
    let low = generator.next() & ~(0b11 << 62) | (0b10 << 62)
    var rest = (high.hexadecimal + low.hexadecimal)[...]
    return [8, 4, 4, 4, 12].map { length in
      defer { rest = rest.dropFirst(length) }
      return String(rest.prefix(length))
    }.joined(separator: "-")
  }
}
