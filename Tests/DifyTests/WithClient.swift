import CurlTransport
import LoadEngine
import Reactor
import RunModel

@testable import Dify

/// A client on a loop of its own, and the scope of a run, for as long as the body takes. Nobody listens on port 1.
func withClient<Value: Sendable>(
  _ target: TargetSpecification = TargetSpecification(baseURL: "http://127.0.0.1:1"), key: Secret? = nil,
  _ body: @escaping @Sendable (DifyClient, RunScope) async throws -> Value
) throws -> Value {
  let loop = try EpollLoop()
  defer { loop.shutdown() }
  return try loop.runBlocking {
    let transport = Transport(loop: loop, options: TransportOptions())
    defer { transport.shutdown() }
    let scope = RunScope(runID: "r", loop: loop, origin: loop.now, logger: .silent)
    return try await body(DifyClient(target: target, key: key, transport: transport), scope)
  }
}
