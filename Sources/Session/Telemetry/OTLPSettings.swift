import CurlTransport
import FoundationEssentials
import RunModel

/// Where a run's telemetry goes by OTLP over HTTP, and how much of it.
package struct OTLPSettings: Sendable {
  /// The collector, such as `http://127.0.0.1:4318`.
  let url: String
  /// The share of the tasks whose traces are sent.
  let sample: Double
  let headers: [String]
  let secrets: Secrets
  let options: TransportOptions

  /// Headers that go with each message, as `name=value,name=value` with values that may be percent-encoded.
  static let headersVariable = "OTEL_EXPORTER_OTLP_HEADERS"
  /// Certificates that are trusted instead of the system's.
  static let certificateVariable = "OTEL_EXPORTER_OTLP_CERTIFICATE"

  /// Throws ``UsageProblem``.
  package init(url: String, sample: Double, environment: [String: String]) throws {
    guard HTTPAddress.problem(url) == nil else {
      throw UsageProblem(
        "--otlp: expected http:// or https:// and a collector without a user, such as http://127.0.0.1:4318; what is secret comes in \(Self.headersVariable)"
      )
    }
    guard Ranges.share.contains(sample) else {
      throw UsageProblem(
        "--otlp-sample is \(Figures.short(sample)), expected a share from 0 to 1, such as 0.1")
    }
    self.url = HTTPAddress.base(url)
    self.sample = sample
    let headers = try Self.headers(environment[Self.headersVariable] ?? "")
    self.headers = headers.map { "\($0.name): \($0.value)" } + ["Content-Type: application/json"]
    secrets = Secrets(others: headers.map { Secret($0.value) })
    var options = TransportOptions()
    options.connectTimeout = 2000
    options.caFile = environment[Self.certificateVariable].flatMap { $0.isEmpty ? nil : $0 }
    self.options = options
  }

  /// What is wrong is said without what stands there.
  private static func headers(_ text: String) throws -> [(name: String, value: String)] {
    try text.split(separator: ",").map { part in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        $0.trimmed
      }
      let name = pair[0]
      let isName =
        !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
      guard pair.count == 2, isName, let value = PercentText.decoded(pair[1]),
        !value.contains(where: \.isNewline)
      else {
        throw UsageProblem(
          "\(headersVariable) is not of the form name=value,name=value with percent-encoded values")
      }
      return (name, value)
    }
  }
}
