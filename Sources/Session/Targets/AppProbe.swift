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
    let target = entry.opened
    let mocks = try await StandIns.start([target])
    let url = mocks[target.name]?.url
    let loop = try EpollLoop()
    let answer: Result<Preflight, any Error> = await loop.perform {
      let transport = Transport(loop: loop, options: TransportOptions(target.connection))
      defer { transport.shutdown() }
      let client = DifyClient(
        target: target, baseURL: url, key: entry.key, secrets: secrets, transport: transport)
      let scope = RunScope(runID: "preflight", loop: loop, origin: loop.now, logger: .silent)
      do { return .success(try await Preflight.ask(client, scope: scope)) } catch { return .failure(error) }
    }
    loop.shutdown()
    for mock in mocks.values { await mock.shutdown() }
    return try answer.get()
  }

  /// Why a target could not be asked, and what to do about it.
  static func words(_ error: any Error, _ secrets: Secrets) -> String {
    let advice = (error as? RequestProblem)?.advice.map { "; \($0)" } ?? ""
    return secrets.redact("\(error)") + advice
  }
}
