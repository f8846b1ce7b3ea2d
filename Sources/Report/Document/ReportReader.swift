import RunModel

/// Reads the plain JSON of a report of any version up to this build's.
enum ReportReader {
  /// Why a text cannot be read as a report.
  struct Unreadable: Error, CustomStringConvertible {
    var description: String

    static let noReport = Unreadable(
      description: "it is no floodgate report: it is no JSON object with a schemaVersion")

    static func version(_ version: Int) -> Unreadable {
      let advice = version > 1 ? ": use a newer floodgate" : ""
      return Unreadable(
        description:
          "its format is version \(version), this floodgate reads versions 1 to \(ReportDocument.currentVersion)\(advice)"
      )
    }
  }

  /// Throws ``Unreadable``.
  static func read(_ plain: [UInt8]) throws -> ReportDocument {
    do {
      var report = try DocumentDecoder.decode(Versioned.self, from: plain).report
      guard report.measurements.isConsistent else {
        throw Unreadable(description: "it is broken: its measurements contradict each other")
      }
      report.schemaVersion = ReportDocument.currentVersion
      return report
    } catch let error as DecodingError {
      if case .dataCorrupted(let context) = error, context.codingPath.isEmpty { throw Unreadable.noReport }
      throw Unreadable(description: "it is broken: \(describe(error))")
    }
  }

  /// A report of a version that can be read: a newer one may differ in anything else, so that its version comes first.
  private struct Versioned: Decodable {
    var report: ReportDocument

    private enum CodingKeys: String, CodingKey { case schemaVersion }

    init(from decoder: any Decoder) throws {
      guard let values = try? decoder.container(keyedBy: CodingKeys.self),
        let version = try? values.decode(Int.self, forKey: .schemaVersion)
      else { throw Unreadable.noReport }
      guard (1...ReportDocument.currentVersion).contains(version) else { throw Unreadable.version(version) }
      report = try ReportDocument(from: decoder)
    }
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
