/// Serves one text at `/metrics`: what a Prometheus scrapes.
package enum MetricsServer {
  /// Starts; port 0 takes a free one. `text` is asked at each request, with whether OpenMetrics is wanted. Throws what
  /// the system says when it cannot listen.
  package static func start(
    host: String, port: Int, text: @escaping @Sendable (_ openMetrics: Bool) -> String
  ) async throws -> WebServer {
    try await WebServer.start(host: host, port: port) { answer(to: $0, text) }
  }

  /// What a request is answered with.
  static func answer(to request: WebRequest, _ text: (Bool) -> String) -> WebAnswer {
    guard [.get, .head].contains(request.method) else {
      return .text(405, "only GET", headers: [("allow", "GET, HEAD")])
    }
    guard request.path == "/metrics" else { return .text(404, "the metrics are at /metrics") }
    let isOpen = request.values("accept").contains { $0.contains("application/openmetrics-text") }
    let type =
      isOpen
      ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
      : "text/plain; version=0.0.4; charset=utf-8"
    return WebAnswer(type: type, body: Array(text(isOpen).utf8))
  }
}
