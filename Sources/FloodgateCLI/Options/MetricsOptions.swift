import ArgumentParser
import Session
import WebServer

/// Whether a run is watched by a Prometheus.
struct MetricsOptions: ParsableArguments {
  @Option(
    help:
      "Serve the run's metrics for Prometheus at /metrics while it goes on, such as 127.0.0.1:9464 or :9464.")
  var metricsListen: String?

  @Option(
    help:
      "Send the run's metrics and traces to this OpenTelemetry collector (OTLP over HTTP), such as http://127.0.0.1:4318. Headers, also secret ones, come from OTEL_EXPORTER_OTLP_HEADERS."
  )
  var otlp: String?

  @Option(help: "With --otlp: the share of the tasks whose traces are sent, from 0 to 1.")
  var otlpSample = 0.1

  /// Where telemetry is sent; `nil` for nowhere. Throws ``UsageProblem``.
  func settings(_ environment: [String: String]) throws -> OTLPSettings? {
    try otlp.map { try OTLPSettings(url: $0, sample: otlpSample, environment: environment) }
  }

  /// Starts the server that was asked for, and lets the run feed it. Throws ``UsageProblem``.
  func start(_ options: inout RunSession.Options) async throws -> WebServer? {
    options.otlp = try settings(options.environment)
    guard let metricsListen else { return nil }
    let address = try ListenAddress(metricsListen, option: "--metrics-listen")
    let feed = MetricsFeed()
    do {
      let server = try await MetricsServer.start(host: address.host, port: address.port) {
        feed.text(openMetrics: $0)
      }
      options.metrics = feed
      options.complain("metrics at \(address.url(server, "/metrics"))")
      return server
    } catch {
      throw UsageProblem(
        "--metrics-listen \(metricsListen): cannot listen there: \(WebServer.why(error)); port 0 takes one that is free"
      )
    }
  }
}
