import CCurl
import Glibc
import Testing

@testable import CurlTransport

/// What this machine is to blame for is not put down to the server.
@Suite struct OwnFaultTests {
  private static func failure(of url: String, _ options: TransportOptions = TransportOptions()) throws
    -> TransferFailure?
  {
    try withTransport([[.hang]], options: options) { transport, server in
      let url = url.isEmpty ? "https://127.0.0.1:\(server.port)/" : url
      return await transport.perform(HTTPRequest(.get, url, timeout: 2000), Collector()).failure
    }
  }

  private static func isOwn(_ failure: TransferFailure?) -> Bool {
    if case .generator = failure { true } else { false }
  }

  @Test func aFileOfCertificatesThatCannotBeReadIs() throws {
    var options = TransportOptions()
    options.caFile = "/no/such/file.pem"
    let failure = try Self.failure(of: "", options)
    #expect(Self.isOwn(failure), "\(String(describing: failure))")
  }

  @Test(arguments: [EMFILE, ENOMEM, EADDRNOTAVAIL, ENETUNREACH, EACCES])
  func aSocketThatCannotBeHadIs(error: Int32) {
    let failure = TransferFailure(code: CURLE_COULDNT_CONNECT, systemError: error, phase: .connecting)
    #expect(Self.isOwn(failure), "\(failure)")
  }

  @Test(arguments: [0, ECONNREFUSED, ETIMEDOUT, EHOSTUNREACH])
  func aServerThatIsNotThereIsNot(error: Int32) {
    let failure = TransferFailure(code: CURLE_COULDNT_CONNECT, systemError: error, phase: .connecting)
    #expect(!Self.isOwn(failure), "\(failure)")
  }

  @Test func anUploadThatCannotBeReadIs() throws {
    let failure = try withTransport([[.read, .hang]]) { transport, server in
      let file = MultipartFile(path: "/no/such/file", fileName: "a")
      let request = HTTPRequest(.post, server.url, upload: file, timeout: 2000)
      return await transport.perform(request, Collector()).failure
    }
    #expect(Self.isOwn(failure), "\(String(describing: failure))")
  }

  @Test func aServerThatRefusesOrIsNotKnownIsNot() throws {
    for url in ["http://127.0.0.1:1/", "http://no-such-host.invalid/"] {
      let failure = try Self.failure(of: url)
      #expect(failure != nil && !Self.isOwn(failure), "\(url): \(String(describing: failure))")
    }
  }
}
