import RunModel

/// Texts one after the other: what values look like in lines.
struct ValuePool {
  private(set) var bytes: [UInt8] = []
  /// Where each text begins; the end of the last too.
  private(set) var starts = [0]
  /// The length of the longest so far.
  private(set) var longest = 0

  /// Number of its texts.
  var count: Int { starts.count - 1 }

  mutating func append(_ text: some Sequence<UInt8>) {
    bytes += text
    longest = max(longest, bytes.count - starts[count])
    starts.append(bytes.count)
  }

  /// Forgets all but the first texts.
  mutating func truncate(to count: Int) {
    starts.removeLast(self.count - count)
    bytes.removeLast(bytes.count - starts[count])
  }
}

/// What a dimension's options give to a case, ready to be written: each value as it stands in JSON, and as it stands
/// inside a text. Options that give the same but for their values are of one kind.
struct OptionTable {
  /// More options, or more bytes of them, are not kept: each is encoded when it is its turn.
  private static let keptOptions = 1 << 16
  static let keptBytes = 32 << 20
  /// A dimension with more kinds is written the plain way.
  private static let kindLimit = 16

  private let dimension: MatrixDimension
  /// What all options of a kind give; its values are of one of them.
  private(set) var kinds: [CasePoint] = []
  private(set) var isKept: Bool
  /// The parameters that options give, in order; each has two texts: in JSON, and inside a text.
  let names: [String]
  /// The first text of the first option.
  private let first: Int
  private var kindOfOption: [UInt8] = []
  private var weights: [Double] = []

  init(_ dimension: MatrixDimension, _ pool: inout ValuePool, keptBytes: Int = OptionTable.keptBytes) {
    self.dimension = dimension
    names = dimension.parameters.sorted()
    isKept = dimension.options <= Self.keptOptions
    first = pool.count
    let start = pool.bytes.count
    for option in 0..<dimension.options where isKept {
      encode(option, &pool)
      isKept = pool.bytes.count - start <= keptBytes
    }
    if !isKept { pool.truncate(to: first) }
  }

  /// An option: the number of its first text in the pool, its kind (`nil` when there are too many kinds), its weight.
  mutating func look(up option: Int, _ pool: inout ValuePool) -> (text: Int, kind: Int?, weight: Double) {
    if isKept {
      return (first + option * 2 * names.count, kind(ofRow: option), weights[option])
    }
    (kindOfOption, weights) = ([], [])
    let text = pool.count
    encode(option, &pool)
    return (text, kind(ofRow: 0), weights[0])
  }

  private func kind(ofRow row: Int) -> Int? { kindOfOption[row] == .max ? nil : Int(kindOfOption[row]) }

  private mutating func encode(_ option: Int, _ pool: inout ValuePool) {
    var point = CasePoint()
    dimension.contribute(option, to: &point)
    for name in names {
      pool.append(point.values[name].map(CanonicalJSON.bytes) ?? [])
      pool.append(point.values[name].map(Self.insideText) ?? [])
    }
    weights.append(point.weight)
    kindOfOption.append(kind(of: point))
  }

  /// A value as a template writes it, escaped.
  private static func insideText(_ value: JSONValue) -> ArraySlice<UInt8> {
    let text = value.plainText
    return CanonicalJSON.bytes(of: .string(text)).dropFirst().dropLast()
  }

  private mutating func kind(of point: CasePoint) -> UInt8 {
    if let kind = kinds.firstIndex(where: { Self.isOfOneKind($0, point) }) { return UInt8(kind) }
    guard kinds.count < Self.kindLimit else { return .max }
    kinds.append(point)
    return UInt8(kinds.count - 1)
  }

  private static func isOfOneKind(_ left: CasePoint, _ right: CasePoint) -> Bool {
    left.values.keys == right.values.keys && left.unsent == right.unsent && left.dataset == right.dataset
      && left.user == right.user && left.tags == right.tags && left.files == right.files
      && left.expectations == right.expectations
  }
}
