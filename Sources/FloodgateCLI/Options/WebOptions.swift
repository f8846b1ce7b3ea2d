import ArgumentParser
import FoundationEssentials
import Session
import WebApp
import WebServer

/// Whether a run is shown in the browser while it goes on.
struct WebOptions: ParsableArguments {
  @Flag(help: "Show the run in the browser while it goes on, on this machine; its page ends as its report.")
  var web = false

  @Option(help: "Where --web listens, such as :8484; 127.0.0.1 and a free port by default.")
  var webListen: String?

  var isAsked: Bool { web || webListen != nil }

  /// Runs a body with a site beside it, when one was asked for. Throws ``UsageProblem``, and what the body throws.
  func beside(
    _ given: RunSession.Options, _ body: (RunSession.Options) async throws -> Void
  ) async throws {
    guard isAsked else { return try await body(given) }
    let address = try ListenAddress(webListen ?? ":0", option: "--web-listen")
    try? FileManager.default.createDirectory(atPath: given.reports, withIntermediateDirectories: true)
    var options = given
    let feed = LiveFeed()
    options.live = feed
    let site = try Site(given.reports, feed: feed)
    let server = try await site.serve(at: address, option: "--web-listen")
    options.complain("live at \(address.url(server, "/live"))")
    if let warning = address.warning { options.complain(warning) }
    try await WebServer.ending(server, last: site.finish) { try await body(options) }
  }
}

extension Site {
  /// Starts a server that shows it. Throws ``UsageProblem``.
  func serve(at address: ListenAddress, option: String) async throws -> WebServer {
    do {
      let server = try await WebServer.start(host: address.host, port: address.port) { self.answer($0) }
      server.everySecond { self.tick() }
      return server
    } catch {
      throw UsageProblem(
        "\(option): cannot listen at \(address.host):\(address.port): \(WebServer.why(error)); port 0 takes one that is free"
      )
    }
  }
}
