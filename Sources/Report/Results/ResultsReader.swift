import FoundationEssentials
import RunModel

/// Reads `results.ndjson.gz`, also one that a crash has cut short.
package enum ResultsReader {
  /// The lines, as values. Throws ``ReportFile/Problem``.
  package static func lines(_ path: String, limit: Int = 1 << 30) throws -> [JSONValue] {
    let bytes = try ReportFile.readBytes(path)
    let plain: [UInt8]
    do {
      plain = try Gzip.decompress(bytes, limit: limit, allowsCut: true)
    } catch {
      throw ReportFile.Problem(path: path, message: "\(error)")
    }
    let decoder = JSONDecoder()
    return plain.split(separator: 0x0a).compactMap { try? decoder.decode(JSONValue.self, from: Data($0)) }
  }
}
