import Foundation
import Glibc

/// A small Dify whose answers a test writes: a thread for each connection, an answer for each request. For tests only.
final class EchoServer: @unchecked Sendable {
  /// An answer, whole, for the number of a run (from 0) or the path of another request.
  typealias Answer = @Sendable (_ run: Int?, _ path: String) -> String

  let port: UInt16
  private let listener: Int32
  private let answer: Answer
  private var lock = pthread_mutex_t()
  private var seen: [String] = []
  private var runs = 0

  init(_ answer: @escaping Answer) {
    self.answer = answer
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listener, $0, length)
        _ = getsockname(listener, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    listen(listener, 64)
    pthread_mutex_init(&lock, nil)
    Self.thread { [self] in accept() }
  }

  /// The requests, as they came.
  var requests: [String] { locked { seen } }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func accept() {
    while case let connection = Glibc.accept(listener, nil, nil), connection >= 0 {
      Self.thread { [self] in serve(connection) }
    }
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    while let request = read(connection) {
      let path = String(request.split(separator: " ").dropFirst().first ?? "")
      let isRun = path.contains("/workflows/run")
      let number = locked {
        seen.append(request)
        if isRun { runs += 1 }
        return runs - 1
      }
      let bytes = Array(answer(isRun ? number : nil, path).utf8)
      guard send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return }
      // An answer without a length ends with the connection.
      if !String(decoding: bytes, as: UTF8.self).contains("Content-Length") { return }
    }
  }

  /// A request with its body; `nil` when the client is gone.
  private func read(_ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let head = text.range(of: "\r\n\r\n") {
        let length = text[..<head.lowerBound].lowercased().range(of: "content-length: ").flatMap { field in
          Int(text[..<head.lowerBound].lowercased()[field.upperBound...].prefix { $0.isNumber })
        }
        if text[head.upperBound...].utf8.count >= length ?? 0 { return text }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    return body()
  }

  private static func thread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(Body(run: body)).toOpaque())
    pthread_detach(thread)
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
