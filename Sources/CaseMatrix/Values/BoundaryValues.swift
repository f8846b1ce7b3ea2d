import RunModel
import Statistics

/// Values at the edges of an input's limits, each with a word for where it lies.
struct BoundaryValues: DimensionValues {
  /// Where a value lies. The later word names a case of several such dimensions.
  enum Position: String, CaseIterable, Comparable {
    case nominal, at, justInside = "just-inside", empty, oneCharacter = "one-character", unicode
    case justOutside = "just-outside"

    static func < (left: Position, right: Position) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The tag of a case.
  static let tag = "boundary"

  let list: [(value: JSONValue, position: Position)]
  private let expectsRefusal: Bool
  var count: Int { list.count }

  /// `nil` when the limits have to be asked of the server.
  init?(_ limits: BoundaryLimits, dimension: String, seed: UInt64) {
    var all: [(value: JSONValue, position: Position)]
    switch limits.kind {
    case .server: return nil
    case .text(let maxLength): all = Self.texts(maxLength, SplitMix64.mix(seed ^ stableHash(dimension)))
    case .number(let min, let max, let step): all = Self.numbers(min, max, step)
    case .options(let options): all = Self.options(options)
    }
    if !limits.includesOutside { all.removeAll { $0.position == .justOutside } }
    list = all.reduce(into: []) { list, next in
      if !list.contains(where: { $0.value == next.value }) { list.append(next) }
    }
    expectsRefusal = limits.expectsRefusal
  }

  func contribute(_ index: Int, name: String, to point: inout CasePoint) {
    let (value, position) = list[index]
    point.values[name] = value
    let known = point.tags[Self.tag].flatMap(Position.init) ?? .nominal
    point.tags[Self.tag] = max(known, position).rawValue
    if position == .justOutside, expectsRefusal, !point.expectations.contains(.refused) {
      point.expectations.append(.refused)
    }
  }

  func value(of parameter: String, at index: Int, name: String) -> JSONValue? { list[index].value }

  // MARK: Kinds

  private static func texts(_ maxLength: Int?, _ seed: UInt64) -> [(value: JSONValue, position: Position)] {
    func text(_ length: Int, _ language: TextLanguage = .english) -> JSONValue {
      var generator = SeededGenerator(seed: seed, stream: UInt64(length))
      return .string(SizedTexts.text(length: length, language, &generator))
    }
    guard let limit = maxLength else {
      return [
        ("", .empty), (text(1), .oneCharacter), (text(20), .nominal), (text(20, .multilingual), .unicode),
      ]
    }
    return [
      (text(limit), .at), (text(limit + 1), .justOutside), (text(max(0, limit - 1)), .justInside),
      ("", .empty), (text(min(1, limit)), .oneCharacter), (text(limit, .multilingual), .unicode),
    ]
  }

  private static func numbers(_ min: Double?, _ max: Double?, _ step: Double) -> [(
    value: JSONValue, position: Position
  )] {
    func number(_ limit: Double, _ steps: Int64) -> JSONValue {
      guard let base = DecimalNumber("\(limit)"), let pace = DecimalNumber("\(step)") else {
        return .number(limit + Double(steps) * step)
      }
      let scale = Swift.max(base.scale, pace.scale)
      let units = base.units(atScale: scale) + Int128(steps) * pace.units(atScale: scale)
      return DecimalNumber(units: Int64(clamping: units), scale: scale).json
    }
    func isInside(_ value: JSONValue) -> Bool {
      value.doubleValue.map { $0 >= min ?? -.infinity && $0 <= max ?? .infinity } ?? false
    }
    var list: [(value: JSONValue, position: Position)] = []
    for (limit, outward) in [(min, Int64(-1)), (max, 1)] {
      guard let limit else { continue }
      list.append((number(limit, 0), .at))
      let inside = number(limit, -outward)
      if isInside(inside) { list.append((inside, .justInside)) }
      list.append((number(limit, outward), .justOutside))
    }
    return list
  }

  private static func options(_ options: [String]) -> [(value: JSONValue, position: Position)] {
    var other = "no such option"
    while options.contains(other) { other += "!" }
    return options.map { (.string($0), .at) } + [(.string(other), .justOutside)]
  }
}
