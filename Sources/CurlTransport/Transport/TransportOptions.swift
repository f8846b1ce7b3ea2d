/// How connections are made; the same for all requests of a transport.
package struct TransportOptions: Sendable, Hashable {
  /// Who may use which connection.
  package enum Strategy: Sendable {
    case pool, perUser, new
  }

  /// Versions of HTTP.
  package enum HTTPVersion: Sendable {
    case http1, http2, http2PriorKnowledge
  }

  package var strategy = Strategy.pool
  package var http = HTTPVersion.http1
  /// Certificates are not verified.
  package var insecure = false
  /// Trusted certificates (PEM) instead of the system's.
  package var caFile: String?
  /// Proxy URL. The environment's proxies are never used.
  package var proxy: String?
  /// Limit for a connection to stand, milliseconds.
  package var connectTimeout = 10_000
  /// Fixed addresses: `host:port:address`.
  package var resolve: [String] = []
  package var userAgent = "floodgate"
  /// A request that met a stale connection is sent again on a new one. It may have been done: not for runs that
  /// must not be repeated.
  package var resendsOnStaleConnection = false
  /// Transfers that are started in one turn of the loop, at most: while there is much to read there are fewer, and one alone
  /// of those that have to open a connection.
  package var startsPerTurn = 16
  /// Transfers that share a multi handle: libcurl slows down as one grows.
  package var transfersPerMulti = 100
  /// Longer heads (interim ones and trailers included) end the transfer as too large.
  package var maxHeadBytes = 128 << 10
  /// A longer body ends the transfer as too large.
  package var maxBodyBytes: Int64 = 256 << 20

  package init() {}
}
