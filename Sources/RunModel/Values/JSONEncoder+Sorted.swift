import FoundationEssentials

extension JSONEncoder {
  /// As every document of floodgate is written: equal values give equal bytes.
  package static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
