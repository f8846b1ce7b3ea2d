extension IndexedDocument {
  /// The value at a place. The kinds that documents are made of are told apart by their type, not by a cast.
  func decode<Value: Decodable>(_ type: Value.Type, at place: Int) throws -> Value {
    if Value.self == Int64.self { return try whole(type, place) as! Value }
    if Value.self == Int.self { return Int(try whole(type, place)) as! Value }
    if Value.self == String.self { return try string(place) as! Value }
    if Value.self == [Int64].self { return try integers(place) as! Value }
    if Value.self == Double.self { return try number(place) as! Value }
    if Value.self == Bool.self { return try flag(place) as! Value }
    return try Value(from: ValueDecoder(document: self, place: place))
  }

  /// The other scalars of Swift, which come here by their own `init(from:)`.
  func decodeRare<Value: Decodable>(_ type: Value.Type, at place: Int) throws -> Value {
    if let kind = type as? any FixedWidthInteger.Type { return try integer(kind, place) as! Value }
    if Value.self == Float.self { return Float(try number(place)) as! Value }
    return try decode(type, at: place)
  }

  private func integer<Number: FixedWidthInteger>(_ type: Number.Type, _ place: Int) throws -> Number {
    // Beyond 64 bits a number is as it stands there.
    if let number = Number(numberText(place)) { return number }
    guard let number = Number(exactly: try whole(type, place)) else { throw misfit(type, place) }
    return number
  }

  private func string(_ place: Int) throws -> String {
    guard kind(place) == UInt8(ascii: "\"") else { throw mismatch(String.self, place) }
    do { return try text(place) } catch { throw corrupt(place, error.description) }
  }

  private func flag(_ place: Int) throws -> Bool {
    switch kind(place) {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: throw mismatch(Bool.self, place)
    }
  }

  private func integers(_ place: Int) throws -> [Int64] {
    guard kind(place) == UInt8(ascii: "[") else { throw mismatch([Int64].self, place) }
    var numbers: [Int64] = []
    numbers.reserveCapacity(next(place) - place - 1)
    var element = place + 1
    while element < next(place) {
      numbers.append(try whole(Int64.self, element))
      element = next(element)
    }
    return numbers
  }

  /// A number that is whole, also one with a point or an exponent.
  private func whole(_ type: Any.Type, _ place: Int) throws -> Int64 {
    guard isNumber(place) else { throw mismatch(type, place) }
    if let plain = plainWhole(place) { return plain }
    guard let number = try Int64(numberText(place)) ?? Int64(exactly: number(place)) else {
      throw misfit(type, place)
    }
    return number
  }

  /// A whole number of at most 18 digits, as it stands there; `nil` for others.
  private func plainWhole(_ place: Int) -> Int64? {
    var position = start(place)
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let end = min(position + 18, bytes.count)
    var value: Int64 = 0
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = value &* 10 &+ Int64(digit)
      position += 1
    }
    if position < bytes.count, Self.goesOn(bytes[position]) { return nil }
    return isNegative ? -value : value
  }

  private func number(_ place: Int) throws -> Double {
    guard isNumber(place) else { return try infinite(place) }
    guard let number = Double(numberText(place)), number.isFinite else { throw misfit(Double.self, place) }
    return number
  }

  /// What ``CanonicalEncoder`` makes of numbers that JSON does not know.
  private func infinite(_ place: Int) throws -> Double {
    switch kind(place) == UInt8(ascii: "\"") ? try string(place) : "" {
    case "inf": .infinity
    case "-inf": -.infinity
    case "nan": .nan
    default: throw mismatch(Double.self, place)
    }
  }

  private func isNumber(_ place: Int) -> Bool {
    kind(place) == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(kind(place))
  }

  private func numberText(_ place: Int) -> String {
    var end = start(place)
    while end < bytes.count, Self.goesOn(bytes[end]) { end += 1 }
    return String(decoding: bytes[start(place)..<end], as: UTF8.self)
  }

  /// Whether a byte belongs to a number.
  private static func goesOn(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

// MARK: - What is wrong

extension IndexedDocument {
  /// A value of another kind, or none.
  func mismatch(_ type: Any.Type, _ place: Int) -> DecodingError {
    let context = context(place, "there is something else")
    return isNull(place) ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }

  private func misfit(_ type: Any.Type, _ place: Int) -> DecodingError {
    corrupt(place, "the number \(numberText(place).prefix(40)) is no \(type)")
  }

  private func corrupt(_ place: Int, _ message: String) -> DecodingError {
    .dataCorrupted(context(place, message))
  }

  private func context(_ place: Int, _ message: String) -> DecodingError.Context {
    DecodingError.Context(codingPath: path(to: place), debugDescription: message)
  }
}
