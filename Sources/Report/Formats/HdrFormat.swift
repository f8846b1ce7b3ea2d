import FoundationEssentials
import RunModel
import Statistics

/// Every latency of successes as a compressed V2 histogram of HdrHistogram, base64: a line `tag,histogram` each.
enum HdrFormat: ReportFormat {
  static let name = "hdr"
  private static let cookie: [UInt8] = [0x1c, 0x84, 0x93, 0x14]

  static func render(_ report: ReportDocument) -> [UInt8] {
    let lines = MetricName.allCases.compactMap { name -> String? in
      let histogram = report.measurements.latency(name)
      return histogram.isEmpty ? nil : "Tag=\(name.rawValue),\(encode(histogram))\n"
    }
    return Array(("#[Histogram values in nanoseconds, HdrHistogram V2]\n" + lines.joined()).utf8)
  }

  /// The base64 text of a histogram.
  static func encode(_ histogram: Histogram) -> String {
    let payload = Gzip.zlibForm(histogram.encodedV2)
    let length = (0..<4).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
    return Data(cookie + length + payload).base64EncodedString()
  }

  /// Reads such a text; `nil` when it is none. Minimum, maximum and sum come from the buckets.
  static func decode(_ text: String) -> Histogram? {
    guard let data = Data(base64Encoded: text), data.starts(with: cookie), data.count > 8 else { return nil }
    return Gzip.fromZlibForm([UInt8](data.dropFirst(8))).flatMap { Histogram(encodedV2: $0) }
  }
}
