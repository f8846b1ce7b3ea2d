/// The values of a JSON text that comes in pieces: those of its list (the text's own, or that under `data` or under `log`
/// and `entries`), else each of the text's own. Never more than one value is in memory. What is no JSON is found by who
/// reads the values.
struct JSONElements {
  private let read: () throws -> [UInt8]?
  private var piece: [UInt8] = []
  private var position = 0
  /// Of the value that has begun.
  private var value: [UInt8] = []
  /// Brackets that are open, and how many of them are around each value.
  private var (depth, base) = (0, 0)
  /// Whether the list is over, and only the rest of its document comes.
  private var isBehindList = false
  private var (isInText, isEscaped) = (false, false)
  /// The last text, as far as it may be a name, and the names that are open.
  private var text: [UInt8] = []
  private var names: [[UInt8]] = [[], []]
  /// Whether the list is that of a HAR file.
  private(set) var isRecording = false

  /// A larger value is refused, bytes.
  private static let limit = 64 << 20

  /// - Parameter read: gives the next piece; `nil` at the end.
  init(_ read: @escaping () throws -> [UInt8]?) { self.read = read }

  /// The next value, an object or a list; `nil` at the end. Throws ``UsageProblem``, and what `read` throws.
  mutating func next() throws -> [UInt8]? {
    value.removeAll(keepingCapacity: true)
    while true {
      while position < piece.count {
        let byte = piece[position]
        position += 1
        if take(byte) { return value }
      }
      guard value.count <= Self.limit else {
        throw UsageProblem("one of its values is larger than \(Self.limit >> 20) MB")
      }
      guard let next = try read() else { return nil }
      (piece, position) = (next, 0)
    }
  }

  /// Whether a value has ended.
  private mutating func take(_ byte: UInt8) -> Bool {
    if isInText {
      takeText(byte)
      return false
    }
    switch byte {
    case UInt8(ascii: "\""):
      isInText = true
      text.removeAll(keepingCapacity: true)
    case UInt8(ascii: ":") where depth == 1 || depth == 2: names[depth - 1] = text
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      open(byte)
      return false
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return close(byte)
    default: break
    }
    keep(byte)
    return false
  }

  private mutating func takeText(_ byte: UInt8) {
    keep(byte)
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInText = false
      return
    }
    if depth <= 2, text.count < 16 { text.append(byte) }
  }

  private mutating func keep(_ byte: UInt8) {
    if depth > base, !isBehindList { value.append(byte) }
  }

  private mutating func open(_ byte: UInt8) {
    if byte == UInt8(ascii: "["), base == 0, !isBehindList, isList {
      isRecording = depth == 2
      depth += 1
      base = depth
      value.removeAll(keepingCapacity: true)
    } else {
      depth += 1
      keep(byte)
    }
  }

  /// Whether a list that opens here is the text's.
  private var isList: Bool {
    if depth == 0 { return true }
    if depth == 1 { return names[0] == Array("data".utf8) }
    return depth == 2 && names[0] == Array("log".utf8) && names[1] == Array("entries".utf8)
  }

  private mutating func close(_ byte: UInt8) -> Bool {
    keep(byte)
    depth = max(0, depth - 1)
    if depth < base {
      (base, isBehindList) = (0, depth > 0)
      return false
    }
    let hasEnded = depth == base && !isBehindList && !value.isEmpty
    if depth == 0 { isBehindList = false }
    return hasEnded
  }
}
