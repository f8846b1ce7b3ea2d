import CCurl
import Glibc
import Reactor

/// Opens and closes libcurl's sockets, so that they are counted and the loop knows which are gone.
/// Confined to the loop.
final class Sockets {
  private let loop: EpollLoop
  /// Sockets that are open now.
  private(set) var open = 0
  /// `errno` of the last socket that could not be had; 0 when it could.
  private(set) var lastError: Int32 = 0

  init(loop: EpollLoop) { self.loop = loop }

  /// Makes a handle open and close its sockets here. This object must outlive its connections.
  func serve(_ easy: UnsafeMutableRawPointer) {
    let me = Unmanaged.passUnretained(self).toOpaque()
    fg_set_pointer(easy, CURLOPT_OPENSOCKETDATA, me)
    fg_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, me)
    fg_set_open_callback(easy) { context, _, address in
      Unmanaged<Sockets>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.makeSocket(address!.pointee) }
    }
    fg_set_close_callback(easy) { context, socket in
      Unmanaged<Sockets>.fromOpaque(context!)._withUnsafeGuaranteedRef { $0.closeSocket(socket) }
    }
  }

  private func makeSocket(_ address: curl_sockaddr) -> curl_socket_t {
    let socket = Glibc.socket(
      address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
    lastError = socket < 0 ? errno : 0
    guard socket >= 0 else { return CURL_SOCKET_BAD }
    open += 1
    loop.didOpen(socket)
    return socket
  }

  private func closeSocket(_ socket: curl_socket_t) -> Int32 {
    open -= 1
    loop.didClose(socket)
    return close(socket)
  }
}
