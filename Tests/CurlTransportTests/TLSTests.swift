import CurlTransport
import Glibc
import Reactor
import Testing

/// Certificates, against Python's TLS server with a certificate that the test has made by `openssl`.
@Suite(.enabled(if: TLSServer.isPossible, "needs python3 and openssl")) struct TLSTests {
  private func get(_ server: TLSServer, _ change: (inout TransportOptions) -> Void) throws -> Transfer {
    var options = TransportOptions()
    change(&options)
    return try withTransport([[.hang]], options: options) { transport, _ in
      await transport.perform(HTTPRequest(.get, server.url, timeout: 5000), Collector())
    }
  }

  @Test func onlyAKnownCertificateIsTrustedUnlessToldOtherwise() throws {
    let server = try #require(TLSServer(requests: 3))
    defer { server.stop() }
    let strict = try get(server) { _ in }
    guard case .tls = strict.failure else {
      Issue.record("a certificate that nobody vouches for: \(String(describing: strict.failure))")
      return
    }
    #expect(strict.status == 0)
    let known = try get(server) { $0.caFile = server.certificate }
    #expect(known.failure == nil && known.status == 200)
    #expect(known.tlsHandshake > 0 && known.connect > known.tlsHandshake)
    let insecure = try get(server) { $0.insecure = true }
    #expect(insecure.failure == nil && insecure.status == 200)
  }
}

/// A process that answers so many connections and ends.
private final class TLSServer: Sendable {
  let url: String
  let certificate: String
  private let directory: String
  nonisolated(unsafe) private let output: UnsafeMutablePointer<FILE>

  static var isPossible: Bool { system("command -v python3 openssl >/dev/null 2>&1") == 0 }

  private static let program = """
    import http.server, ssl
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200); self.send_header('Content-Length', '2'); self.end_headers()
            self.wfile.write(b'{}')
        def log_message(self, *words): pass
    server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain('certificate.pem', 'key.pem')
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.timeout = 5
    print(server.server_port, flush=True)
    for _ in range(REQUESTS): server.handle_request()
    """

  init?(requests: Int) {
    let program = Self.program.split(separator: "REQUESTS").joined(separator: "\(requests)")
    let script = """
      cd "$(mktemp -d)" && pwd && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
      -keyout key.pem -out certificate.pem -days 2 -subj /CN=floodgate-test \
      -addext subjectAltName=IP:127.0.0.1 2>/dev/null && exec python3 -c "\(program)" 2>/dev/null
      """
    guard let output = popen(script, "r") else { return nil }
    self.output = output
    guard let directory = Self.line(output), let port = Self.line(output) else {
      pclose(output)
      return nil
    }
    self.directory = directory
    certificate = directory + "/certificate.pem"
    url = "https://127.0.0.1:\(port)/"
  }

  func stop() {
    pclose(output)
    for name in ["certificate.pem", "key.pem"] { unlink("\(directory)/\(name)") }
    rmdir(directory)
  }

  private static func line(_ file: UnsafeMutablePointer<FILE>) -> String? {
    var buffer = [CChar](repeating: 0, count: 1024)
    guard fgets(&buffer, 1024, file) != nil else { return nil }
    return String(
      decoding: buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
