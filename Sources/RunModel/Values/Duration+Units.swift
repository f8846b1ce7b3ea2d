extension Duration {
  /// Whole nanoseconds, clamped to 64 bits (292 years).
  package var nanoseconds: Int64 {
    Int64(clamping: attoseconds / 1_000_000_000)
  }

  /// Seconds as a floating-point number.
  public var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}

extension KeyedDecodingContainer {
  /// Decodes a length of time written as a number of seconds, of which there may be a billion.
  package func decodeSeconds(forKey key: Key) throws -> Duration {
    let seconds = try decode(Double.self, forKey: key)
    guard seconds.magnitude <= 1e9 else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "\(seconds) s is no length of time; 1e9 s is the longest")
    }
    return .seconds(seconds)
  }

  /// Decodes a length of time written as a number of seconds, if there is one.
  package func decodeSecondsIfPresent(forKey key: Key) throws -> Duration? {
    try decodeIfPresent(Double.self, forKey: key) == nil ? nil : try decodeSeconds(forKey: key)
  }
}

extension KeyedEncodingContainer {
  /// Encodes a length of time as a number of seconds; leaves the key out for `nil`.
  package mutating func encodeSeconds(_ duration: Duration?, forKey key: Key) throws {
    try encodeIfPresent(duration?.inSeconds, forKey: key)
  }
}
