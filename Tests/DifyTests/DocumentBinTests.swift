import CurlTransport
import Glibc
import LoadEngine
import Reactor
import RunModel
import Testing

@testable import Dify

/// What a load of documents may leave behind is told.
@Suite struct DocumentBinTests {
  private final class Box: @unchecked Sendable {
    var transport: Transport?
    var work: DifyWork?
    var scope: RunScope?
  }

  /// A server that takes connections and says nothing.
  private static func silence() -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    (address.sin_family, address.sin_addr.s_addr) = (sa_family_t(AF_INET), inet_addr("127.0.0.1"))
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, size)
        _ = listen(descriptor, 50)
        _ = getsockname(descriptor, $0, &size)
      }
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A create that is cut at its deadline may have made a document of which only the server knows.
  @Test(arguments: [true, false]) func aRequestWithoutAnAnswerIsTold(isThere: Bool) async throws {
    let server = Self.silence()
    defer { close(server.descriptor) }
    // Nobody listens there: nothing was asked.
    let port = isThere ? server.port : 1
    var target = TargetSpecification(baseURL: "http://127.0.0.1:\(port)", app: .chat)
    (target.call, target.dataset) = (.document, "d1")
    let (loop, box) = (try EpollLoop(), Box())
    defer { loop.shutdown() }
    let executor = ConcurrentExecutor { [target] context in
      if box.work == nil {
        box.transport = Transport(loop: loop, options: TransportOptions())
        let client = DifyClient(target: target, key: Secret("dataset-x"), transport: box.transport!)
        box.work = DifyWork(client: client, app: .chat, scope: context.scope, keepsContent: true)
        box.scope = context.scope
      }
      return try await box.work!(context)
    }
    let header = ManifestHeader(
      name: "one",
      execution: ExecutionPolicy(stopConditions: StopConditions(timeoutPerTask: .milliseconds(200))))
    let cases = ["a", "b"].map { TestCase(id: $0, query: "a text") }
    _ = try await executor.run(
      RunManifest(header: header, cases: cases), header: header, keepsResults: false, on: loop)
    let words = try loop.runBlocking {
      let words = await box.work?.cleanUp(box.scope!)
      box.transport?.shutdown()
      return words
    }
    #expect(words?.contains("2 requests for a document ended without an answer") == (isThere ? true : nil))
  }

  @Test func whatIsTooMuchToRememberIsTold() throws {
    let words = try withClient { client, _ in
      let bin = DocumentBin(client: client, limit: 2)
      for name in ["a", "b", "c"] { bin.add(name) }
      return bin.words(notDeleted: 1, of: 2)
    }
    #expect(words.count == 2 && words[1].hasPrefix("1 more documents were too many"))
  }
}
