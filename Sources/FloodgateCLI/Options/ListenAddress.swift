import Session
import WebServer

/// A place to listen at, from the command line.
struct ListenAddress: Equatable {
  var host: String
  var port: Int

  /// Without a host this machine alone is served. Throws ``UsageProblem``, which names the option.
  init(_ text: String, option: String) throws {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 2, let port = Int(parts[parts.count - 1]), (0...65535).contains(port) else {
      throw UsageProblem(
        "\(option) \(text): expected HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:9464")
    }
    let host = parts.dropLast().joined(separator: ":").filter { $0 != "[" && $0 != "]" }
    (self.host, self.port) = (host.isEmpty ? "127.0.0.1" : host, port)
  }

  /// What has to be said of a place that other machines reach; `nil` of one that is this machine's alone.
  var warning: String? {
    if host == "localhost" || host == "::1" || host.hasPrefix("127.") { return nil }
    return "\(host) is reached by other machines: whoever reaches it may read all runs, without a password"
  }

  /// The address of a page of a server that listens here.
  func url(_ server: WebServer, _ path: String) -> String {
    "http://\(host.contains(":") ? "[\(host)]" : host):\(server.port)\(path)"
  }
}

extension WebServer {
  /// Runs a body, and ends the server after it, whatever becomes of it; `last` comes before.
  static func ending(
    _ server: WebServer?, last: () async -> Void = {}, _ body: () async throws -> Void
  ) async throws {
    do {
      try await body()
    } catch {
      await last()
      await server?.shutdown()
      throw error
    }
    await last()
    await server?.shutdown()
  }
}
