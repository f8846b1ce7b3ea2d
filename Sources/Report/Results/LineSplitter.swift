import RunModel

/// Cuts bytes into lines.
struct LineSplitter {
  /// A longer line is no result.
  private static let lineLimit = 16 << 20

  private var pending: [UInt8] = []
  private(set) var count = 0
  private var strange = 0
  /// So many lines may be no JSON object.
  private static let strangeLimit = 1000

  mutating func add(_ bytes: [UInt8], _ path: String, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
    var searched = pending.count
    pending += bytes
    var start = 0
    while let end = pending[searched...].firstIndex(of: 0x0a) {
      count += 1
      if start == end || pending[start] != UInt8(ascii: "{") { try refuse(path) }
      try take(pending[start..<end])
      start = end + 1
      searched = start
    }
    pending.removeFirst(start)
    guard pending.count <= Self.lineLimit else {
      throw ReportFile.Problem(
        path: path, message: "line \(count + 1) is longer than \(Self.lineLimit) bytes")
    }
  }

  private mutating func refuse(_ path: String) throws {
    strange += 1
    if strange > Self.strangeLimit {
      throw ReportFile.Problem(
        path: path, message: "line \(count) is no JSON object, and \(Self.strangeLimit) before it neither")
    }
  }

  /// A last line without its end.
  mutating func finish(_ take: (ArraySlice<UInt8>) throws -> Void) throws {
    if !pending.isEmpty { try take(pending[...]) }
  }
}
