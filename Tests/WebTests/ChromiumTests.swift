import Foundation
import Synchronization
import Testing

@testable import WebApp
@testable import WebServer

/// The site in a real browser: what only a browser sends, and what it lets a page do.
@Suite(.serialized, .enabled(if: Chromium.path != nil)) struct ChromiumTests {
  /// The page that an address leads to, after its scripts have run.
  private func page(at address: String) throws -> String {
    let profile = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: profile) }
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: Chromium.path ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(profile.path())",
      "--virtual-time-budget=5000", "--dump-dom", address,
    ]
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    try process.run()
    let dom = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return dom
  }

  private final class Log: Sendable {
    let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  /// Serves the site, and notes what is asked, by whom, and the status of the answer.
  private func serving(
    _ site: Site, _ special: @escaping @Sendable (WebRequest) -> WebAnswer? = { _ in nil },
    _ body: (String, Log) async throws -> Void
  ) async throws {
    let log = Log()
    let server = try await WebServer.start(host: "127.0.0.1", port: 0) { request in
      let answer = special(request) ?? site.answer(request)
      let origin = request.values("origin").first ?? "-"
      log.add("\(request.method.rawValue) \(request.path) \(origin) \(answer.status)")
      return answer
    }
    let result: Result<Void, any Error>
    do { result = .success(try await body("http://127.0.0.1:\(server.port)", log)) } catch {
      result = .failure(error)
    }
    await server.shutdown()
    try result.get()
  }

  /// A page with the site's own headers, but for the policy on scripts: this one presses the button by itself.
  @Test func theButtonBegins() async throws {
    try await SiteTests.inFolder(runs: 0) { folder, _ in
      let starter = RunStarter(scenarios: ["nosuch.yaml"], reports: folder)
      let site = try Site(folder, starter: starter)
      let form = """
        <form method="post" action="./start"><input name="scenario" value="nosuch.yaml"><input name="token" \
        value="\(starter.token)"></form><script>document.forms[0].submit()</script>
        """
      let press: @Sendable (WebRequest) -> WebAnswer? = { request in
        guard request.path == "/press" else { return nil }
        var page = site.answer(WebRequest(.get, "/", headers: request.headers))
        page.headers.removeAll { $0.name == "content-security-policy" }
        page.body = Array(form.utf8)
        return page
      }
      try await serving(site, press) { address, log in
        _ = try page(at: address + "/press")
        #expect(log.all.contains("POST /start \(address) 303"), "\(log.all)")
      }
    }
  }

  /// Whoever wrote a page in the folder: it learns nothing of the others, and tells nobody.
  @Test func aForeignPageReachesNothing() async throws {
    try await SiteTests.inFolder(runs: 1) { folder, names in
      try FileManager.default.createDirectory(atPath: folder + "/evil", withIntermediateDirectories: true)
      try """
      <p>quiet</p><script>const tell = text => fetch('/leak?' + text.length);
      fetch('/').then(answer => answer.text()).then(tell); tell('x'); new Image().src = '/leak';</script>
      """.write(toFile: folder + "/evil/report.html", atomically: true, encoding: .utf8)
      let site = try Site(folder)
      try await serving(site) { address, log in
        for path in ["/runs/evil/", "/runs/evil/report.html"] {
          let shown = try page(at: address + path)
          #expect(shown.contains("quiet"))
        }
        #expect(log.all.allSatisfy { !$0.contains(" / ") && !$0.contains("/leak") }, "\(log.all)")
        // A report's own script does its work there.
        let report = try page(at: address + "/runs/\(names[0])/")
        #expect(report.contains("class=\"scripted\""))
      }
    }
  }
}

enum Chromium {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}
