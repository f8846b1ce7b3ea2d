import RunModel
import ServerSentEvents

/// The beginning and the end of an answer, to be shown when it was no success. Its size is bounded.
struct BodyExcerpt {
  private var start: [UInt8] = []
  private var end = LastBytes(limit: limit)
  /// So many bytes came.
  private(set) var count = 0

  /// So much of the beginning and of the end is shown.
  private static let shown = 1024
  /// What lies so near to a cut is not shown: it may be a part of what was secret in a way that no search would find.
  private static let margin = 512
  /// So much of each is kept.
  private static let limit = shown + margin

  mutating func add(_ bytes: RawSpan) {
    count += bytes.byteCount
    let head = min(Self.limit - start.count, bytes.byteCount)
    if head > 0 { addStart(bytes, 0..<head) }
    if bytes.byteCount > head { end.add(bytes, head..<bytes.byteCount) }
  }

  /// Of thousands of streams that are open each has this: it takes little more than what is kept.
  private mutating func addStart(_ bytes: RawSpan, _ range: Range<Int>) {
    if !start.isEmpty { start.reserveCapacity(Self.limit) }
    start.append(bytes, range)
  }

  /// Whether nothing came.
  var isEmpty: Bool { count == 0 }

  /// The text without secrets, which are taken out before it is cut; `nil` of nothing.
  func text(_ secrets: Secrets) -> String? {
    if count == 0 { return nil }
    let tail = end.bytes
    guard count <= start.count + tail.count else {
      return Self.joined(
        secrets.redact(start).dropLast(Self.margin),
        secrets.redact(tail, isRest: true).dropFirst(Self.margin))
    }
    let whole = secrets.redact(start + tail)
    return whole.count <= 2 * Self.shown
      ? String(decoding: whole, as: UTF8.self) : Self.joined(whole[...], whole[...])
  }

  private static func joined(_ first: ArraySlice<UInt8>, _ last: ArraySlice<UInt8>) -> String {
    let (beginning, ending) = (first.prefix(shown), last.suffix(shown))
    return "\(String(decoding: beginning, as: UTF8.self)) [...] \(String(decoding: ending, as: UTF8.self))"
  }
}
