import FoundationEssentials

/// A file with an API key. One that is not there yet may come before the run.
enum KeyFile {
  /// A larger file is no key, bytes.
  private static let limit = 4096

  /// Why a file that is there can be no key.
  static func problem(_ path: String) -> String? {
    guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    guard facts[.type] as? FileAttributeType == .typeRegular else {
      return "the key file '\(path)' is no file"
    }
    let size = (facts[.size] as? any BinaryInteger).map { Int($0) } ?? 1
    if size == 0 { return "the key file '\(path)' is empty" }
    return size > limit ? "the key file '\(path)' has \(size) bytes; a key has \(limit) at most" : nil
  }
}
