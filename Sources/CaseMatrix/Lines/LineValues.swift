import Glibc
import RunModel

/// What differs from line to line, and how it is put between what does not. What writes is `mutating`, though it changes
/// nothing: values that are only read are copied whole for each line.
struct LineValues {
  /// Of the case's kind; `nil` when it has none.
  var layout: LineLayout?
  /// The texts of all options.
  var pool = ValuePool()
  /// For each dimension, the first text of the case's option.
  var texts: [Int] = []
  var id = [UInt8](repeating: 0, count: CaseIdentity.length)
  var weight: [UInt8] = []
  private var repetition = Array("0".utf8)
  private var repetitionNumber = 0

  mutating func setRepetition(_ number: Int) {
    if number == repetitionNumber { return }
    repetitionNumber = number
    repetition = CanonicalJSON.bytes(of: .integer(Int64(number)))
  }

  /// The bytes that a text takes up at most.
  mutating func room(for text: LineLayout.Text) -> Int {
    let pieces = layout![text]
    var room = layout!.bytes.count + id.count + weight.count + repetition.count
    // Counting costs time, and a little too much room does not.
    if pool.longest < 64 { return room + pieces.count * pool.longest }
    for case .value(let dimension, let value) in pieces {
      let text = texts[dimension] + value
      room += pool.starts[text + 1] - pool.starts[text]
    }
    return room
  }

  /// Writes a text; how many bytes it took. Arrays are opened once, not for each piece: that is a third of the time.
  @unsafe mutating func write(_ text: LineLayout.Text, to start: UnsafeMutablePointer<UInt8>) -> Int {
    let pieces = layout![text]
    var end = unsafe start
    unsafe layout!.bytes.withUnsafeBufferPointer { constants in
      unsafe pool.bytes.withUnsafeBufferPointer { values in
        unsafe pool.starts.withUnsafeBufferPointer { starts in
          for piece in pieces {
            switch piece {
            case .bytes(let range): unsafe Self.copy(constants, range, &end)
            case .value(let dimension, let value):
              let text = texts[dimension] + value
              unsafe Self.copy(values, starts[text]..<starts[text + 1], &end)
            case .id: unsafe Self.copy(id, &end)
            case .weight: unsafe Self.copy(weight, &end)
            case .repetition: unsafe Self.copy(repetition, &end)
            }
          }
        }
      }
    }
    return unsafe end - start
  }

  @inline(__always) private static func copy(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ end: inout UnsafeMutablePointer<UInt8>
  ) {
    guard !range.isEmpty else { return }
    _ = unsafe memcpy(end, bytes.baseAddress! + range.lowerBound, range.count)
    unsafe end += range.count
  }

  private static func copy(_ bytes: [UInt8], _ end: inout UnsafeMutablePointer<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe copy($0, 0..<$0.count, &end) }
  }
}
