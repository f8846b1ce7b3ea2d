import CurlTransport
import Glibc
import MockDify
import RunModel
import Testing

@testable import Dify

/// Stops are sent few at a time: a run that gives up ten thousand tasks does not send as many requests at once.
@Suite struct StopRequestsTests {
  /// A socket that takes connections and never answers; its descriptor and its port.
  private static func silent() throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(descriptor, raw, length) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, raw, &length) == 0
      } ? Int(UInt16(bigEndian: pointer.pointee.sin_port)) : 0
    }
    try #require(port > 0)
    return (descriptor, port)
  }

  /// Whoever waits for them goes on when the last is answered, whatever the limit.
  @Test(.timeLimit(.minutes(10))) func theyAreOverWhenAllAreAnswered() async throws {
    let server = try await MockDifyServer.start(EndToEndTests.quick())
    let target = TargetSpecification(baseURL: server.url)
    let unsent = try withClient(target, key: Secret("app-mock")) { client, scope in
      let stops = StopRequests(client: client, scope: scope, drainLimit: 86_400)
      for number in 0..<40 { stops.stop(path: "/workflows/tasks/t\(number)/stop", user: "u") }
      return await stops.drain()
    }
    let stopped = await server.counters().stops
    await server.shutdown()
    #expect(unsent == 0 && stopped == 40)
  }

  @Test func sixteenAtOnce() throws {
    let (descriptor, port) = try Self.silent()
    defer { close(descriptor) }
    let target = TargetSpecification(baseURL: "http://127.0.0.1:\(port)")
    let (most, unsent) = try withClient(target) { client, scope in
      let stops = StopRequests(client: client, scope: scope, drainLimit: 0)
      for number in 0..<40 { stops.stop(path: "/stop/\(number)", user: "u") }
      var most = 0
      for _ in 0..<200 {
        await Task.yield()
        most = max(most, client.transport.transfersInFlight)
      }
      return (most, await stops.drain())
    }
    #expect(most == 16 && unsent == 40)
  }
}
