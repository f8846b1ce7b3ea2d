import FoundationEssentials

/// Reads data files, up to a size.
enum DataFile {
  /// A larger file is not read, bytes.
  static let limit = 256 << 20
  /// More rows are not read.
  static let rowLimit = 5_000_000

  /// The file's bytes, without a byte order mark. Throws ``DataProblem``.
  static func read(_ path: String) throws(DataProblem) -> [UInt8] {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    guard let facts = try? FileManager.default.attributesOfItem(atPath: real) else {
      throw DataProblem(
        path, "there is no such file", "paths are relative to the file that mentions them")
    }
    guard facts[.type] as? FileAttributeType == .typeRegular else {
      throw DataProblem(path, "it is no regular file", "name a file")
    }
    if let size = facts[.size] as? Int, size > limit { throw tooLarge(path) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DataProblem(path, "the file cannot be read", "check its permissions")
    }
    return try checked([UInt8](data), path)
  }

  /// The bytes without a byte order mark. Throws ``DataProblem`` for what is no UTF-8 text at all.
  static func checked(_ bytes: [UInt8], _ path: String) throws(DataProblem) -> [UInt8] {
    if bytes.count > limit { throw tooLarge(path) }
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      throw DataProblem(path, line: 1, column: 1, "the file is UTF-16", "save it as UTF-8")
    }
    if bytes.starts(with: [0x1f, 0x8b]) {
      throw DataProblem(path, "the file is compressed", "unpack it with gunzip first")
    }
    return bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
  }

  private static func tooLarge(_ path: String) -> DataProblem {
    DataProblem(path, "the file is larger than \(limit >> 20) MiB", "split it")
  }
}
