import CCurl
import Glibc
import Reactor

/// Opens and closes libcurl's sockets, so that they are counted and the loop knows which are gone.
/// Confined to the loop.
final class Sockets {
  private let loop: EpollLoop
  /// Sockets that are open now.
  private(set) var open = 0
  /// The connection that was closed last: what tells whether a request that failed had got to the server.
  private var closed: (localPort: Int32, unacknowledged: Int64) = (0, 0)

  init(loop: EpollLoop) { self.loop = loop }

  /// Makes a handle close its sockets here. This object must outlive its connections.
  func serve(_ easy: UnsafeMutableRawPointer) {
    fg_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(self).toOpaque())
    fg_set_close_callback(easy) { context, socket in
      Unmanaged<Sockets>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.close(socket) }
    }
  }

  /// A new socket, or -1 and `errno`.
  func make(_ address: curl_sockaddr) -> curl_socket_t {
    let socket = Glibc.socket(
      address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
    guard socket >= 0 else { return CURL_SOCKET_BAD }
    open += 1
    loop.didOpen(socket)
    return socket
  }

  /// How many bytes the peer's TCP had not acknowledged when the connection with that port was closed; 0 when it
  /// was not the last one that was.
  func unacknowledged(localPort: Int32) -> Int64 {
    closed.localPort == localPort ? closed.unacknowledged : 0
  }

  private func close(_ socket: curl_socket_t) -> Int32 {
    open -= 1
    loop.didClose(socket)
    closed = (fg_local_port(socket), fg_unacknowledged(socket))
    return Glibc.close(socket)
  }
}
