import CZlib

/// gzip by zlib: the same bytes for the same content (no name, no time).
package struct GzipCompressor: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private var buffer = [UInt8](repeating: 0, count: 64 * 1024)

  /// zlib could not begin.
  package struct Unavailable: Error {}

  /// - Parameter level: 1 (fast) to 9 (small).
  package init(level: Int32 = 6) throws {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for gzip's frame.
    let code = deflateInit2_(
      stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      stream.deallocate()
      throw Unavailable()
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Compresses bytes and hands over what is ready.
  package mutating func add(_ bytes: [UInt8], _ take: ([UInt8]) throws -> Void) rethrows {
    try run(bytes, Z_NO_FLUSH, take)
  }

  /// Hands over everything so far, so that a reader can read up to here.
  package mutating func flush(_ take: ([UInt8]) throws -> Void) rethrows { try run([], Z_SYNC_FLUSH, take) }

  /// Ends the stream.
  package mutating func finish(_ take: ([UInt8]) throws -> Void) rethrows { try run([], Z_FINISH, take) }

  private mutating func run(_ bytes: [UInt8], _ mode: Int32, _ take: ([UInt8]) throws -> Void) rethrows {
    var input = bytes
    try input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      repeat {
        let produced = buffer.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          _ = deflate(stream, mode)
          return output.count - Int(stream.pointee.avail_out)
        }
        if produced > 0 { try take(Array(buffer[..<produced])) }
      } while stream.pointee.avail_out == 0
    }
  }
}

/// Whole documents.
package enum Gzip {
  /// What is wrong with compressed bytes.
  package enum Problem: Error, Equatable, CustomStringConvertible {
    case truncated
    case corrupt
    case tooLarge(limit: Int)

    package var description: String {
      switch self {
      case .truncated: "its gzip stream ends early: the file is cut short"
      case .corrupt: "its gzip stream is corrupt"
      case .tooLarge(let limit): "it holds more than \(limit) bytes when decompressed"
      }
    }
  }

  /// The compressed form.
  package static func compress(_ bytes: [UInt8], level: Int32 = 6) throws -> [UInt8] {
    var compressor = try GzipCompressor(level: level)
    var output: [UInt8] = []
    compressor.add(bytes) { output += $0 }
    compressor.finish { output += $0 }
    return output
  }

  /// The content, at most `limit` bytes; bytes that are not compressed are it themselves.
  package static func unpacked(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
    bytes.starts(with: [0x1f, 0x8b]) ? try decompress(bytes, limit: limit) : bytes
  }

  /// The content, at most `limit` bytes. `allowsCut` accepts a file whose end is missing, as a crash leaves it.
  package static func decompress(_ bytes: [UInt8], limit: Int = 1 << 30, allowsCut: Bool = false) throws
    -> [UInt8]
  {
    var decompressor = try GzipDecompressor(mostTimes: GzipDecompressor.usualTimes)
    var output: [UInt8] = []
    do {
      try decompressor.add(bytes) { piece in
        if output.count + piece.count > limit { throw Problem.tooLarge(limit: limit) }
        output += piece
      }
    } catch GzipDecompressor.Problem.bomb {
      throw Problem.tooLarge(limit: GzipDecompressor.usualTimes * bytes.count)
    } catch is GzipDecompressor.Problem {
      throw Problem.corrupt
    }
    if !decompressor.isWhole, !allowsCut || output.isEmpty { throw Problem.truncated }
    return output
  }
}

extension Gzip {
  /// The zlib form (RFC 1950) of some bytes, as HdrHistogram's logs have it.
  package static func zlibForm(_ bytes: [UInt8]) -> [UInt8] {
    var size = compressBound(UInt(bytes.count))
    var output = [UInt8](repeating: 0, count: Int(size))
    _ = compress2(&output, &size, bytes, UInt(bytes.count), 9)
    return Array(output.prefix(Int(size)))
  }

  /// The content of such bytes, at most `limit`; `nil` when they are broken or hold more.
  package static func fromZlibForm(_ bytes: [UInt8], limit: Int = 1 << 24) -> [UInt8]? {
    var size = UInt(limit)
    var output = [UInt8](repeating: 0, count: limit)
    guard uncompress(&output, &size, bytes, UInt(bytes.count)) == Z_OK else { return nil }
    return Array(output.prefix(Int(size)))
  }
}

/// zlib's version.
package var zlibVersion: String { String(cString: CZlib.zlibVersion()) }
