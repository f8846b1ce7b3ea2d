import CurlTransport
import LoadEngine
import RunModel

extension ExchangeRecord {
  /// The stream stayed open after its terminal event: it counts to its last event, not to our patience.
  mutating func endAtLastEvent() {
    leftOpen = true
    close = lastEvent ?? close
  }

  /// Takes the network's view of the exchange.
  mutating func take(_ transfer: Transfer, scope: RunScope) {
    let started = scope.instant(transfer.started)
    send = started
    connected = started + .nanoseconds(transfer.connect)
    ready = transfer.connectionReady.map(scope.instant)
    self.sent = transfer.sent.map(scope.instant)
    if transfer.nameLookup > 0 { nameLookup = transfer.nameLookup }
    if transfer.tlsHandshake > 0 { tls = transfer.tlsHandshake }
    firstByte = transfer.firstByte.map(scope.instant)
    close = scope.instant(transfer.close)
    reusedConnection = transfer.reusedConnection
    httpStatus = transfer.status
    bytesSent = transfer.bytesSent
    bytesReceived = transfer.bytesReceived
    resends = transfer.resends > 0 ? transfer.resends : nil
  }

  /// Notes a call that went with it.
  mutating func note(_ call: CallRecord) { calls = (calls ?? []) + [call] }
}
