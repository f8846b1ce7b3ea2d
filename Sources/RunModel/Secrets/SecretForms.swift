/// The ways in which a server may write a secret that it repeats.
enum SecretForms {
  /// The text itself, inside JSON (with and without other letters than ASCII's), inside a URL, inside HTML.
  static func all(_ text: String) -> [[UInt8]] {
    if text.utf8.allSatisfy(isPlain) { return [Array(text.utf8)] }
    let json = json(text)
    return [
      text, json, ascii(json, "0123456789abcdef"), ascii(json, "0123456789ABCDEF"),
      text.replacing("/", with: "\\/"), percent(text), html(text, quote: "&#x27;"),
      html(text, quote: "&#39;"),
    ].map { Array($0.utf8) }
  }

  /// What is written the same everywhere.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func json(_ text: String) -> String {
    String(JSONValue.string(text).canonicalText.dropFirst().dropLast())
  }

  private static func ascii(_ json: String, _ digits: String) -> String {
    let digits = Array(digits)
    var output = ""
    for unit in json.utf16 {
      if unit < 0x80 {
        output.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        output += "\\u" + String([12, 8, 4, 0].map { digits[Int(unit >> $0 & 15)] })
      }
    }
    return output
  }

  private static func percent(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { output, byte in
      if isPlain(byte) {
        output.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        output += "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
  }

  private static func html(_ text: String, quote: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: quote)
  }
}
