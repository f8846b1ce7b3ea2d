import RunModel

/// What a dimension's options give to a case, ready to be written: each value as it stands in JSON, and as it stands
/// inside a text. Options that give the same but for their values are of one kind.
struct OptionTable {
  /// More options are not kept: each is encoded when it is its turn.
  private static let keptLimit = 1 << 16
  /// A dimension with more kinds is written the plain way.
  private static let kindLimit = 16

  private let dimension: MatrixDimension
  /// What all options of a kind give; its values are of one of them.
  private(set) var kinds: [CasePoint] = []
  private let isKept: Bool
  private let width: Int
  /// The parameters that options give, in order; each has two values: in JSON, and inside a text.
  let names: [String]

  /// All values.
  private(set) var bytes: [UInt8] = []
  /// Where each value begins in `bytes`, in both forms; the end of the last too.
  private var starts: [Int] = [0]
  private var kindOfOption: [UInt8] = []
  private var weights: [Double] = []

  init(_ dimension: MatrixDimension) {
    self.dimension = dimension
    names = dimension.parameters.sorted()
    width = 2 * names.count
    isKept = dimension.options <= Self.keptLimit
    if isKept { for option in 0..<dimension.options { encode(option) } }
  }

  /// Where an option is in the table.
  mutating func row(of option: Int) -> Int {
    if isKept { return option }
    (bytes, starts, kindOfOption, weights) = ([], [0], [], [])
    encode(option)
    return 0
  }

  /// The kind of a row; `nil` when there are too many kinds.
  func kind(ofRow row: Int) -> Int? { kindOfOption[row] == .max ? nil : Int(kindOfOption[row]) }
  func weight(ofRow row: Int) -> Double { weights[row] }

  /// Where a value stands in ``bytes``.
  func range(row: Int, value: Int) -> Range<Int> {
    starts[row * width + value]..<starts[row * width + value + 1]
  }

  private mutating func encode(_ option: Int) {
    var point = CasePoint()
    dimension.contribute(option, to: &point)
    for name in names {
      if let value = point.values[name] {
        bytes += CanonicalJSON.bytes(of: value)
        starts.append(bytes.count)
        bytes += Self.insideText(value)
      } else {
        starts.append(bytes.count)
      }
      starts.append(bytes.count)
    }
    weights.append(point.weight)
    kindOfOption.append(kind(of: point))
  }

  /// A value as a template writes it, escaped.
  private static func insideText(_ value: JSONValue) -> ArraySlice<UInt8> {
    let text = value.stringValue ?? String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self)
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
