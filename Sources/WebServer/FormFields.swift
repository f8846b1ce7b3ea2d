/// Names and values of a form, from an address or a body (`application/x-www-form-urlencoded`). Pure.
package struct FormFields: Sendable, Equatable {
  private var fields: [(name: String, value: String)] = []

  /// The most fields that are read.
  package static let limit = 1000

  /// Reads a text; what is no UTF-8 becomes U+FFFD.
  package init(_ text: String) {
    for field in text.split(separator: "&").prefix(Self.limit) {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      fields.append((Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : ""))
    }
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.fields.elementsEqual(right.fields) { $0 == $1 }
  }

  /// The values of a name, in order.
  package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
  /// The first value of a name.
  package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// A part of an address, with `%41` as `A`, and `+` as a blank where forms are written so.
  package static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = true) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = hexadecimal(rest.prefix(2)) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") && plusIsBlank ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
    let text = String(decoding: digits, as: UTF8.self)
    return digits.count == 2 && text.allSatisfy(\.isHexDigit) ? UInt8(text, radix: 16) : nil
  }
}
