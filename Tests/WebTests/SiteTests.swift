import Foundation
import NIOCore
import Report
import RunModel
import Session
import Testing

@testable import WebApp
@testable import WebServer

/// The site over a folder of real runs.
@Suite(.serialized) struct SiteTests {
  static let scenario = """
    name: greetings
    target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 1, gap_ms: 0, events: 3}}
    matrix: {name: [Ada, Grace, Edsger]}
    repeat: 5
    execution: {concurrency: 2}
    thresholds: [success_rate >= 0.5]
    """

  /// A folder of runs, and its runs' names.
  static func inFolder(
    runs count: Int, _ body: (String, [String]) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var names: [String] = []
    for _ in 0..<count {
      let result = try await LoadTest(scenario: scenario, reports: folder).run()
      names.append(URL(filePath: result.folder ?? "").lastPathComponent)
    }
    try await body(folder, names)
  }

  func ask(
    _ site: Site, _ target: String, _ method: WebRequest.Method = .get, body: String = "",
    origin: String? = nil
  ) -> (status: Int, text: String, headers: [String: String]) {
    let sent = [("host", "localhost:8484")] + (origin.map { [("origin", $0)] } ?? [])
    let answer = site.answer(WebRequest(method, target, headers: sent, body: Array(body.utf8)))
    answer.afterwards?()
    let headers = Dictionary(answer.headers.map { ($0.name, $0.value) }) { first, _ in first }
    return (answer.status, String(decoding: answer.body, as: UTF8.self), headers)
  }

  /// A sweep is found in the list, and from its page each of its steps.
  @Test func listsAndShowsSweeps() async throws {
    try await Self.inFolder(runs: 1) { folder, names in
      let steps = folder + "/20990101T1-sweep/steps"
      try FileManager.default.createDirectory(atPath: steps, withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: "\(folder)/\(names[0])", toPath: "\(steps)/one")
      try Data("<p>the sweep".utf8).write(to: URL(filePath: folder + "/20990101T1-sweep/sweep.html"))
      let site = try Site(folder)
      #expect(ask(site, "/").text.contains("href=\"./runs/20990101T1-sweep/sweep.html\""))
      #expect(ask(site, "/?q=capacity").text.contains("No run has these words"))
      #expect(ask(site, "/?q=SWEEP").text.contains("20990101T1-sweep/sweep.html"))
      #expect(ask(site, "/runs/20990101T1-sweep/sweep.html").text == "<p>the sweep")
      let step = ask(site, "/runs/20990101T1-sweep/steps/one/report.html")
      #expect(step.status == 200 && step.text.contains("greetings</h1>"))
      try FileManager.default.createSymbolicLink(atPath: steps + "/two", withDestinationPath: "/etc")
      for address in ["steps/two/report.html", "steps/three/report.html"] {
        #expect(ask(site, "/runs/20990101T1-sweep/" + address).status == 404)
      }
    }
  }

  @Test func listsComparesAndShowsRuns() async throws {
    try await Self.inFolder(runs: 2) { folder, names in
      let site = try Site(folder)
      let list = ask(site, "/")
      #expect(list.status == 200 && list.headers["x-frame-options"] == "DENY")
      for name in names {
        #expect(list.text.contains("./runs/\(name)/") && list.text.contains("value=\"\(name)\""))
      }
      #expect(list.text.contains("form-action &#39;self&#39;") && !list.text.contains("Begin a run"))
      #expect(ask(site, "/?q=GREETINGS%20passed").text.contains(names[0]))
      #expect(!ask(site, "/?q=greetings+failed").text.contains(names[0]))
      #expect(ask(site, "/?q=nosuch").text.contains("No run has these words"))
      let report = try String(contentsOfFile: "\(folder)/\(names[0])/report.html", encoding: .utf8)
      #expect(ask(site, "/runs/\(names[0])/").text == report)
      #expect(ask(site, "/runs/\(names[0])/report.html").text == report)
      #expect(ask(site, "/runs/\(names[0])").headers["location"] == "/runs/\(names[0])/")
      let compared = ask(site, "/compare?before=\(names[0])&after=\(names[1])")
      #expect(compared.status == 200 && compared.text.contains("floodgate comparison"))
      #expect(ask(site, "/compare?before=\(names[0])").status == 400)
      #expect(ask(site, "/compare?before=\(names[0])&after=..%2f\(names[1])").status == 404)
      #expect(ask(site, "/history").text.contains("floodgate history, 2 runs"))
    }
  }

  @Test func nothingLeadsOutOfTheFolder() async throws {
    try await Self.inFolder(runs: 1) { folder, names in
      let outside = folder + "-outside"
      defer { try? FileManager.default.removeItem(atPath: outside) }
      try FileManager.default.copyItem(atPath: "\(folder)/\(names[0])", toPath: outside)
      try FileManager.default.createSymbolicLink(atPath: folder + "/linked", withDestinationPath: outside)
      try FileManager.default.createDirectory(atPath: folder + "/b", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/b/report.html", withDestinationPath: outside + "/report.html")
      for (run, file) in [("c", "report.json.gz"), ("d", "summary.json")] {
        try FileManager.default.createDirectory(atPath: "\(folder)/\(run)", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/\(run)/\(file)", withDestinationPath: "\(outside)/\(file)")
      }
      // Whoever reads a pipe waits for who writes it.
      mkfifo(folder + "/d/report.html", 0o600)
      let site = try Site(folder)
      for path in [
        "linked/", "linked/report.html", "b/", "b/report.html", "c/", "d/", "d/report.html", "nosuch/",
      ] {
        #expect(ask(site, "/runs/" + path).status == 404, "\(path)")
      }
      #expect(!ask(site, "/").text.contains("linked") && ask(site, "/").text.contains("<h1>1 run</h1>"))
      for run in ["linked", "c"] {
        #expect(ask(site, "/compare?before=\(names[0])&after=\(run)").status == 404)
      }
      #expect(!ask(site, "/history").text.contains("2 runs"))
    }
  }

  /// Without being told so, a site only reads; and what changes something is posted.
  @Test func changesNothingUnlessAllowed() async throws {
    try await Self.inFolder(runs: 0) { folder, _ in
      let site = try Site(folder)
      #expect(ask(site, "/start", .post, body: "scenario=a&token=").status == 403)
      #expect(ask(site, "/runs/a/stop", .post).status == 403)
      for path in ["/start", "/runs/a/stop"] { #expect(ask(site, path).status == 405) }
      for path in ["/", "/history", "/runs/a/"] { #expect(ask(site, path, .post).status == 405) }
      let starter = RunStarter(scenarios: ["only.yaml"], reports: folder)
      let open = try Site(folder, starter: starter)
      #expect(ask(open, "/").text.contains("<option>only.yaml</option>"))
      #expect(ask(open, "/start", .post, body: "scenario=only.yaml&token=wrong").status == 403)
      #expect(ask(open, "/start", .post, body: "scenario=/etc/passwd&token=\(starter.token)").status == 409)
      #expect(starter.token.count > 20 && starter.token != RunStarter(scenarios: [], reports: "").token)
    }
  }

  /// A run is begun, looked at and stopped from the browser; a second one has to wait.
  @Test func whoHasTheTokenBeginsAndStopsRuns() async throws {
    try await Self.inFolder(runs: 0) { folder, _ in
      let file = folder + "/long.yaml"
      let text = Self.scenario.replacing("repeat: 5\n", with: "load: {users: 2, duration: 60s}\n")
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      let starter = RunStarter(scenarios: [file], reports: folder)
      let site = try Site(folder, starter: starter)
      let form = "scenario=\(file)&token=\(starter.token)"
      #expect(ask(site, "/start", .post, body: form).status == 303)
      #expect(ask(site, "/start", .post, body: form).status == 409)
      while ask(site, "/live").headers["location"] == nil { try await Task.sleep(for: .milliseconds(20)) }
      let path = ask(site, "/live").headers["location"] ?? ""
      #expect(ask(site, path).text.contains("floodgate, a run under way"))
      #expect(ask(site, "/").text.contains("Under way"))
      #expect(ask(site, path + "stop", .post, body: "token=\(starter.token)").status == 303)
      await starter.end()
      #expect(ask(site, path).text.contains("floodgate report"))
    }
  }

  /// A run of another process is seen by what it writes, and its viewers are told of its end.
  @Test func aRunOfAnotherProcessIsFollowed() async throws {
    try await Self.inFolder(runs: 1) { folder, names in
      let run = "\(folder)/\(names[0])"
      let report = try Data(contentsOf: URL(filePath: run + "/report.json.gz"))
      try FileManager.default.removeItem(atPath: run + "/report.json.gz")
      try FileManager.default.removeItem(atPath: run + "/report.html")
      var standing = LiveStanding()
      (standing.run, standing.name, standing.elapsed, standing.inFlight) = (names[0], "greetings", 3, 77)
      try LiveFile(folder: run).write(standing)
      let site = try Site(folder)
      #expect(ask(site, "/").text.contains("Under way"))
      #expect(ask(site, "/live").headers["location"] == "/runs/\(names[0])/")
      let page = ask(site, "/runs/\(names[0])/")
      #expect(
        page.text.contains("a run under way") && page.text.contains(">77<") && page.text.contains("succeeded")
      )
      let events = try #require(
        site.answer(WebRequest(.get, "/runs/\(names[0])/events", headers: [("host", "localhost")])).events)
      let seen = Frames()
      _ = events.join { seen.add($0) }
      site.tick()
      #expect(seen.all.count == 1 && seen.all[0].hasPrefix("event: state"))
      LiveFile(folder: run).remove()
      site.tick()
      #expect(seen.all.last == "event: end\ndata: \n\n")
      #expect(ask(site, "/runs/\(names[0])/").text.contains("No report yet"))
      try report.write(to: URL(filePath: run + "/report.json.gz"))
      #expect(ask(site, "/runs/\(names[0])/").text.contains("floodgate report"), "made from the report")
      #expect(ask(site, "/runs/\(names[0])/events").status == 404)
    }
  }

  /// One that was killed says nothing any more.
  @Test func aSilentRunDoesNotGoOn() async throws {
    try await Self.inFolder(runs: 0) { folder, _ in
      let run = folder + "/silent"
      try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
      try LiveFile(folder: run).write(LiveStanding())
      let site = try Site(folder)
      #expect(ask(site, "/").text.contains("Under way"))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: run + "/" + LiveFile.name)
      #expect(!ask(site, "/").text.contains("Under way"))
      try Data(#"{"version": 1, "series": {"width": 0}}"#.utf8).write(
        to: URL(filePath: run + "/" + LiveFile.name))
      #expect(!ask(site, "/").text.contains("Under way"))
    }
  }

  private final class Frames: @unchecked Sendable {
    var all: [String] = []
    func add(_ message: EventBroadcast.Message) {
      switch message {
      case .frame(let frame), .last(let frame): all.append(String(buffer: frame))
      }
    }
  }
}
