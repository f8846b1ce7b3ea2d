/// Sums over exchanges.
package struct Traffic: Sendable, Hashable, Codable {
  /// Requests sent.
  package private(set) var requests = 0
  /// How many used a kept connection.
  package private(set) var reusedConnections = 0
  /// Bytes sent.
  package private(set) var bytesSent: Int64 = 0
  /// Bytes received.
  package private(set) var bytesReceived: Int64 = 0
  /// Events with data.
  package private(set) var events = 0
  /// Events with text.
  package private(set) var textEvents = 0
  /// Pings.
  package private(set) var pings = 0
  /// Reads that carried more than one event.
  package private(set) var coalescedReads = 0
  /// Reads that carried an event.
  package private(set) var eventReads = 0
  /// Errors that workflows handled.
  package private(set) var handledErrors = 0
  /// Runs that were given up, and that the server was asked to stop.
  package private(set) var stopsSent = 0
  /// Runs that were given up, and that may go on: they could not be named.
  package private(set) var orphans = 0

  /// Streams that stayed open after their terminal event; they count to their last event.
  package private(set) var leftOpen = 0

  /// Requests that were sent again on a new connection, because a kept one had ended; counted in `requests` too.
  package private(set) var resends = 0

  /// What was odd about answers, and how often.
  package private(set) var anomalies: [Anomaly: Int] = [:]

  /// Nothing yet.
  package init() {}

  mutating func add(_ exchange: ExchangeRecord) {
    let resent = exchange.resends ?? 0
    requests += 1 + resent
    resends += resent
    if exchange.reusedConnection { reusedConnections += 1 }
    bytesSent += exchange.bytesSent
    bytesReceived += exchange.bytesReceived
    events += exchange.events
    textEvents += exchange.textEvents
    pings += exchange.pings
    coalescedReads += exchange.coalescedReads
    eventReads += exchange.eventReads
    handledErrors += exchange.handledErrors
    if exchange.leftOpen == true { leftOpen += 1 }
    if let found = exchange.anomalies { anomalies.merge(found, uniquingKeysWith: +) }
    switch exchange.stopRequest {
    case .sent, .acknowledged: stopsSent += 1
    case .failed, .impossible: orphans += 1
    case nil: break
    }
  }

  mutating func add(events: Int, bytesReceived: Int64) {
    self.events += events
    self.bytesReceived += bytesReceived
  }

  mutating func merge(_ other: Traffic) {
    requests += other.requests
    reusedConnections += other.reusedConnections
    bytesSent += other.bytesSent
    bytesReceived += other.bytesReceived
    events += other.events
    textEvents += other.textEvents
    pings += other.pings
    coalescedReads += other.coalescedReads
    eventReads += other.eventReads
    handledErrors += other.handledErrors
    stopsSent += other.stopsSent
    orphans += other.orphans
    leftOpen += other.leftOpen
    resends += other.resends
    if !other.anomalies.isEmpty { anomalies.merge(other.anomalies, uniquingKeysWith: +) }
  }

  /// So many of the stop requests that were sent were not acknowledged: their runs may go on.
  mutating func stopsFailed(_ count: Int) {
    stopsSent -= count
    orphans += count
  }
}
