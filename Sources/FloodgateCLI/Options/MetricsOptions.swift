import ArgumentParser
import MetricsServer
import Session

/// Whether a run is watched by a Prometheus.
struct MetricsOptions: ParsableArguments {
  @Option(
    help:
      "Serve the run's metrics for Prometheus at /metrics while it goes on, such as 127.0.0.1:9464 or :9464.")
  var metricsListen: String?

  /// Starts the server that was asked for, and lets the run feed it. Throws ``UsageProblem``.
  func start(_ options: inout RunSession.Options) async throws -> MetricsServer? {
    guard let metricsListen else { return nil }
    let (host, port) = try Self.address(metricsListen)
    let feed = MetricsFeed()
    do {
      let server = try await MetricsServer.start(host: host, port: port) { feed.text(openMetrics: $0) }
      options.metrics = feed
      let shown = host.contains(":") ? "[\(host)]" : host
      options.complain("metrics at http://\(shown):\(server.port)/metrics")
      return server
    } catch {
      throw UsageProblem("--metrics-listen \(metricsListen): cannot listen there: \(error)")
    }
  }

  /// A host and a port; without a host this machine alone is served. Throws ``UsageProblem``.
  static func address(_ text: String) throws -> (host: String, port: Int) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 2, let port = Int(parts[parts.count - 1]), (0...65535).contains(port) else {
      throw UsageProblem(
        "--metrics-listen \(text): expected HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:9464")
    }
    let host = parts.dropLast().joined(separator: ":").filter { $0 != "[" && $0 != "]" }
    return (host.isEmpty ? "127.0.0.1" : host, port)
  }

  /// Runs a body, and ends the server after it, whatever becomes of it.
  static func ending(_ server: MetricsServer?, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch {
      await server?.shutdown()
      throw error
    }
    await server?.shutdown()
  }
}
