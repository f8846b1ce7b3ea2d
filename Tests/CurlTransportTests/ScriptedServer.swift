import Glibc

/// A server that does to each connection what a script says, on a thread of its own. For tests only.
final class ScriptedServer: @unchecked Sendable {
  enum Step: Sendable {
    /// Reads a request: up to the end of its head and of the body that its Content-Length announces.
    case read
    /// Reads what there is of a request, at least a byte.
    case readSome
    case send(String)
    case pause(microseconds: UInt32)
    /// Closes with a reset instead of an orderly end.
    case reset
    /// Closes in an orderly way.
    case close
    /// Keeps the connection open until the server is stopped.
    case hang
  }

  let port: UInt16
  private let listener: Int32
  private var thread = pthread_t()
  private let scripts: [[Step]]
  private var open: [Int32] = []
  /// Requests as they came, cut ones too.
  private(set) var requests: [String] = []
  private(set) var connections = 0

  /// One script a connection; the last is used again for all that follow.
  init(_ scripts: [[Step]]) throws {
    self.scripts = scripts
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listener, $0, length)
        _ = getsockname(listener, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    listen(listener, 64)
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<ScriptedServer>.fromOpaque(context!).takeUnretainedValue().serve()
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  var url: String { "http://127.0.0.1:\(port)/" }

  /// Stops the thread and closes everything.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    pthread_join(thread, nil)
    close(listener)
    open.forEach { _ = close($0) }
  }

  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      let script = scripts[min(connections, scripts.count - 1)]
      connections += 1
      if !run(script, on: connection) { close(connection) }
    }
  }

  /// `true` when the connection stays open.
  private func run(_ script: [Step], on connection: Int32) -> Bool {
    for step in script {
      switch step {
      case .read:
        let request = read(connection)
        // The client closed.
        if request.isEmpty { return false }
        requests.append(request)
      case .readSome:
        var byte: UInt8 = 0
        _ = recv(connection, &byte, 1, 0)
      case .close: return false
      case .send(let text):
        let bytes = Array(text.utf8)
        _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      case .pause(let microseconds): usleep(microseconds)
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        return false
      case .hang:
        open.append(connection)
        return true
      }
    }
    return false
  }

  private func read(_ connection: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let head = text.range(of: "\r\n\r\n") {
        let wanted =
          text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
        if text[head.upperBound...].utf8.count >= wanted { return text }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { return text }
      bytes += buffer[..<count]
    }
  }
}

extension String {
  /// The first place of a text, without Foundation.
  func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
