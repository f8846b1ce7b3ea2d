import CurlTransport
import Dify
import LoadEngine
import MockDify
import Reactor
import RunModel

/// Asks one target what its app is, without any load; a stand-in is started for it and ended.
enum AppProbe {
  /// What the app says. Throws ``RequestProblem``, free of secrets, or what is wrong with a stand-in's options.
  static func ask(_ entry: TargetSecrets.Entry, _ secrets: Secrets) async throws -> Preflight {
    try await with(entry, secrets) { try await Preflight.ask($0, scope: $1) }
  }

  /// Does something with a client of the target, beside any load. Throws what the body throws, and as ``ask`` does.
  static func with<Value: Sendable>(
    _ entry: TargetSecrets.Entry, _ secrets: Secrets,
    _ body: @escaping @Sendable (DifyClient, RunScope) async throws -> Value
  ) async throws -> Value {
    let target = entry.opened
    return try await StandIns.during([target]) { mocks, loop in
      let url = mocks[target.name]?.url
      return try await loop.perform {
        let transport = Transport(loop: loop, options: TransportOptions(target.connection))
        defer { transport.shutdown() }
        let client = DifyClient(
          target: target, baseURL: url, key: entry.key, secrets: secrets, transport: transport)
        return try await body(
          client, RunScope(runID: "preflight", loop: loop, origin: loop.now, logger: .silent))
      }
    }
  }

  /// Why a target could not be asked, and what to do about it.
  static func words(_ error: any Error, _ secrets: Secrets) -> String {
    let advice = (error as? RequestProblem)?.advice.map { "; \($0)" } ?? ""
    return secrets.redact("\(error)") + advice
  }
}
