import CurlTransport
import LoadEngine
import Reactor
import RunModel

/// How far away a target is: the parts of a new connection, then requests on it that need no work of the server.
package struct RoundTrip: Sendable, Equatable {
  /// What the name lookup took, seconds.
  package var nameLookup: Double
  /// What the TCP connection took after it.
  package var connect: Double
  /// What the TLS handshake took after that; 0 without TLS.
  package var handshake: Double
  /// From request to first byte on the kept connection, seconds, shortest first.
  package var trips: [Double]

  package init(nameLookup: Double, connect: Double, handshake: Double, trips: [Double]) {
    (self.nameLookup, self.connect, self.handshake, self.trips) = (nameLookup, connect, handshake, trips)
  }

  /// The median of the trips; `nil` of none.
  package var median: Double? { trips.isEmpty ? nil : trips[trips.count / 2] }

  /// So many requests are asked for their time.
  private static let times = 5

  /// Asks. Throws ``RequestProblem`` when the target cannot be reached.
  package static func ask(_ client: DifyClient, scope: RunScope) async throws -> RoundTrip {
    let first = try await client.timed("/info", scope: scope)
    var trips: [Double] = []
    for _ in 0..<times {
      let transfer = try await client.timed("/info", scope: scope)
      if let byte = transfer.firstByte {
        trips.append(seconds(byte.nanoseconds - transfer.started.nanoseconds))
      }
    }
    return RoundTrip(
      nameLookup: seconds(first.nameLookup),
      connect: seconds(first.connect - first.nameLookup - first.tlsHandshake),
      handshake: seconds(first.tlsHandshake), trips: trips.sorted())
  }

  private static func seconds(_ nanoseconds: Int64) -> Double { Double(max(0, nanoseconds)) / 1e9 }
}
