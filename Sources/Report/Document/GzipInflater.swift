import CZlib

/// Decompresses gzip piece by piece.
package struct GzipInflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private var buffer = [UInt8](repeating: 0, count: 256 * 1024)
  /// Whether the stream's end was seen; what follows it is not read.
  package private(set) var isAtEnd = false

  /// Throws ``GzipCompressor/Unavailable`` when zlib cannot begin.
  package init() throws {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for gzip's frame.
    guard inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      stream.deallocate()
      throw GzipCompressor.Unavailable()
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Takes compressed bytes and hands over what they hold, in lumps. Throws ``Gzip/Problem/corrupt``, and what
  /// `take` throws.
  package mutating func add(_ bytes: [UInt8], _ take: ([UInt8]) throws -> Void) throws {
    var input = bytes
    try input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      while !isAtEnd, let lump = try inflateOnce() { try take(lump) }
    }
  }

  /// The next lump; `nil` when there is no more without more input.
  private mutating func inflateOnce() throws -> [UInt8]? {
    let (code, produced) = buffer.withUnsafeMutableBufferPointer { space in
      stream.pointee.next_out = space.baseAddress
      stream.pointee.avail_out = UInt32(space.count)
      let code = inflate(stream, Z_NO_FLUSH)
      return (code, space.count - Int(stream.pointee.avail_out))
    }
    switch code {
    case Z_STREAM_END: isAtEnd = true
    case Z_OK: break
    // No progress: everything was read.
    case Z_BUF_ERROR: return nil
    default: throw Gzip.Problem.corrupt
    }
    return produced == 0 && stream.pointee.avail_in == 0 && !isAtEnd ? nil : Array(buffer[..<produced])
  }
}
