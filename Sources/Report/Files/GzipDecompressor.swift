import CZlib

/// Reads gzip piece by piece; several members that follow each other are one content.
package struct GzipDecompressor: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
  /// Whether a member has ended and no other has begun.
  private var isBetween = true

  /// What is wrong with the bytes.
  package enum Problem: Error, Equatable, CustomStringConvertible {
    case cut
    case damaged
    case otherBytesAfter
    case bomb(times: Int)

    package var description: String {
      switch self {
      case .cut: "the gzip file is cut short"
      case .damaged: "the gzip file is damaged"
      case .bomb(let times):
        "it holds more than \(times) times its own size, as no file of floodgate does"
      case .otherBytesAfter: "there is something else after the end of the gzip content"
      }
    }
  }

  /// Results and reports hold ten to fifty times the size of their files.
  package static let usualTimes = 400
  /// So much is always read, bytes.
  private static let always = 16 << 20

  private let mostTimes: Int
  private var (read, held) = (0, 0)

  /// - Parameter mostTimes: content that is larger than so many times the bytes that hold it is refused.
  package init(mostTimes: Int = .max) throws {
    self.mostTimes = mostTimes
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      stream.deallocate()
      throw GzipCompressor.Unavailable()
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Takes in bytes and hands over what they hold, in pieces of bounded size. Throws ``Problem``.
  package mutating func add(_ bytes: [UInt8], _ take: ([UInt8]) throws -> Void) throws {
    var input = bytes
    read += bytes.count
    try input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      while stream.pointee.avail_in > 0 {
        if isBetween, stream.pointee.next_in.pointee != 0x1f, stream.pointee.total_in > 0 {
          throw Problem.otherBytesAfter
        }
        let produced = try inflatePiece()
        held += produced.count
        if held > Self.always, held / mostTimes > read { throw Problem.bomb(times: mostTimes) }
        if !produced.isEmpty { try take(produced) }
      }
    }
  }

  private mutating func inflatePiece() throws -> [UInt8] {
    isBetween = false
    let (code, count) = buffer.withUnsafeMutableBufferPointer { output in
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(output.count)
      let code = inflate(stream, Z_NO_FLUSH)
      return (code, output.count - Int(stream.pointee.avail_out))
    }
    if code == Z_STREAM_END {
      isBetween = true
      let total = stream.pointee.total_in
      inflateReset(stream)
      stream.pointee.total_in = total
    } else if code != Z_OK, code != Z_BUF_ERROR {
      throw Problem.damaged
    }
    return Array(buffer[..<count])
  }

  /// Whether every member that has begun has ended.
  package var isWhole: Bool { isBetween }

  /// Throws ``Problem/cut`` when a member has not ended.
  package func finish() throws { if !isBetween { throw Problem.cut } }
}
