/// How connections to a target are made.
public struct ConnectionSettings: Sendable, Hashable, Codable {
  /// Who may use which connection.
  public enum Strategy: String, Sendable, Codable, CaseIterable {
    /// Any free one.
    case pool
    /// Each virtual user its own.
    case perUser = "per-user"
    /// A new one for each request.
    case new
  }

  /// Versions of HTTP.
  public enum HTTPVersion: String, Sendable, Codable, CaseIterable {
    /// HTTP/1.1.
    case http1 = "1.1"
    /// HTTP/2, negotiated over TLS.
    case http2 = "2"
    /// HTTP/2 without asking first.
    case http2PriorKnowledge = "2-prior-knowledge"
  }

  /// Who may use which connection.
  package var strategy: Strategy
  /// Version of HTTP.
  package var http: HTTPVersion
  /// Whether certificates are NOT verified; loudly marked in the report.
  package var insecure: Bool
  /// File of trusted certificates (PEM) instead of the system's.
  package var caFile: String?
  /// Proxy URL; the environment's proxies are not used.
  package var proxy: String?
  /// Limit for a connection to stand, seconds; more than 0.
  package var connectTimeout: Double
  /// Fixed addresses: `host:port:address`.
  package var resolve: [String]
  /// Whether a request that met a kept connection which had ended is sent again on a new one; `nil` is no. Without
  /// it such a request fails as `stale-connection`: nothing is sent twice that was not ordered.
  package var resendStale: Bool?

  /// HTTP/1.1 over a pool, verified, 10 s to connect.
  public init(
    strategy: Strategy = .pool, http: HTTPVersion = .http1, insecure: Bool = false, caFile: String? = nil,
    proxy: String? = nil, connectTimeout: Double = 10, resolve: [String] = [], resendStale: Bool? = nil
  ) {
    self.strategy = strategy
    self.http = http
    self.insecure = insecure
    self.caFile = caFile
    self.proxy = proxy
    self.connectTimeout = connectTimeout
    self.resolve = resolve
    self.resendStale = resendStale
  }
}
