import FoundationEssentials
import RunModel

/// Reads the plain JSON of a report of any version up to this build's.
enum ReportReader {
  /// Why a text cannot be read as a report.
  struct Unreadable: Error, CustomStringConvertible {
    var description: String
  }

  /// Throws ``Unreadable``.
  static func read(_ plain: Data) throws -> ReportDocument {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    // The version first: a newer report may differ in anything else.
    guard let version = try? decoder.decode(Version.self, from: plain).schemaVersion else {
      throw Unreadable(description: "it is no floodgate report: it is no JSON object with a schemaVersion")
    }
    guard (1...ReportDocument.currentVersion).contains(version) else {
      throw Unreadable(
        description:
          "its format is version \(version), this floodgate reads versions 1 to \(ReportDocument.currentVersion)\(version > 1 ? ": use a newer floodgate" : "")"
      )
    }
    do {
      var report = try decoder.decode(ReportDocument.self, from: plain)
      guard report.measurements.isConsistent else {
        throw Unreadable(description: "it is broken: its measurements contradict each other")
      }
      report.schemaVersion = ReportDocument.currentVersion
      return report
    } catch let error as DecodingError {
      throw Unreadable(description: "it is broken: \(describe(error))")
    }
  }

  private struct Version: Decodable {
    var schemaVersion: Int
  }

  private static func describe(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(place(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context): "\(place(context.codingPath)) is null"
    case .typeMismatch(let type, let context): "\(place(context.codingPath)) is no \(type)"
    case .dataCorrupted(let context): "\(place(context.codingPath)): \(context.debugDescription)"
    @unknown default: "\(error)"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "the document" : path.map(\.stringValue).joined(separator: ".")
  }
}
