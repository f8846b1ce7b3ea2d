import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// A search as its readers see it: in a sentence, in the terminal, on disk, as a page.
@Suite struct CapacityPageTests {
  /// A search over a modelled server, with so many steps, and texts from outside.
  static func report(
    _ unit: CapacityPlan.Unit = .rate, hostile: String? = nil,
    change: (inout ModelledServer) -> Void = { _ in }
  ) -> CapacityReport {
    var server = ModelledServer(places: 20, service: 0.5)
    change(&server)
    let (answer, search) = server.search(CapacityPlan(over: unit, most: 200))
    let steps = search.trials.map { step($0, server, unit, hostile) }
    return CapacityReport(
      name: hostile ?? "shop", startedAt: "2026-11-28T04:00:00Z", duration: 300, plan: search.plan,
      pace: CapacityPace(), objective: ["response_time.p95 < 3s", hostile ?? "success_rate >= 0.99"],
      answer: answer, breaking: CapacitySigns.breaking(steps, answer),
      knee: ThroughputKnee.load(steps.map { ($0.load, $0.throughput) }), steps: steps,
      targets: [
        TargetFacts(
          name: hostile ?? "default", baseURL: hostile ?? "http://localhost/v1", app: "workflow",
          responseMode: "streaming", serverVersion: nil, connections: "pool", insecure: false)
      ], environment: ["host": hostile ?? "h"])
  }

  private static func step(
    _ trial: CapacitySearch.Trial, _ server: ModelledServer, _ unit: CapacityPlan.Unit, _ hostile: String?
  ) -> CapacityStep {
    var step = CapacityStep(load: trial.load, phase: "rising", standing: trial.standing)
    let asked = unit == .rate ? trial.load : trial.load / 0.5
    (step.throughput, step.goodput, step.tasks) = (
      min(asked, server.capacity), min(asked, server.capacity), 900
    )
    (step.succeeded, step.hint, step.seconds) = (900, trial.hint, 30)
    step.response = .init(p50: 0.5, p95: max(0.5, 0.5 * asked / server.capacity), p99: nil)
    if step.breaks {
      step.reasons = [hostile ?? "response_time.p95 < 3s: 4.00 s"]
      (step.failures, step.message) = (["timeout": 4], hostile ?? "slow down")
    }
    step.folder = hostile.map { "javascript:\($0)" } ?? "steps/x"
    return step
  }

  /// What a task is made of at each load, when at least two loads know it.
  @Test(arguments: [0, 1, 2, 60]) func partsOfATaskStandAgainstTheLoad(known: Int) {
    var report = Self.report()
    report.steps = (0..<60).map { number in
      var step = CapacityStep(load: Double(number + 1), phase: "rising", standing: .held)
      var parts = TimeParts()
      (parts[.headers], parts[.nodes]) = (Int64(number) * 1_000_000, 5_000_000)
      if number < known { step.parts = parts }
      return step
    }
    let page = String(decoding: CapacityPage(report).bytes, as: UTF8.self)
    #expect(page.contains("Parts of a task") == (known > 1))
  }

  /// A latency against what was served, with the knee on it; loads in their order, each once.
  @Test func theKneeStandsOnTheCurveOfThroughput() throws {
    var report = Self.report(.users)
    report.steps = [(2, 4.0, 0.5), (4, 8, 0.5), (8, 10, 0.8), (8, 10, 1), (16, 10, 1.6), (99, 1, 9)].map {
      var step = CapacityStep(load: $0, phase: "rising", standing: $0 > 16 ? .generator : .held)
      (step.goodput, step.response.p95) = ($1, $2)
      return step
    }
    let view = StepsView(
      unit: .users, steps: report.steps, objective: ["response_time.p95 < 3s"], knee: 6, sentence: "s")
    let curve = ThroughputCurve(view, LatencyLimit(metric: "response_time.p95", limit: 3))
    #expect(
      curve.points.map(\.load) == [2, 4, 8, 16] && curve.points.map(\.latency) == [0.5, 0.5, 0.9, 1.6])
    let knee = try #require(curve.knee)
    #expect(abs(knee.throughput - 9) < 1e-9 && abs(knee.latency - 0.7) < 1e-9)
    report.knee = 6
    let page = String(decoding: CapacityPage(report).bytes, as: UTF8.self)
    #expect(page.contains("response_time.p95 against throughput") && page.contains(">knee 6 users</text>"))
  }

  /// Failures by class and money stand in the table only when there is some.
  @Test(arguments: [true, false]) func failuresAndMoneyStandInTheTable(hasSome: Bool) {
    var report = Self.report()
    for index in report.steps.indices {
      report.steps[index].failures =
        hasSome && index == 1 ? ["app-refused": 12, "timeout": 1, "reset": 1] : [:]
      report.steps[index].cost = hasSome ? Price(decimal: "1.8") : nil
    }
    let page = String(decoding: CapacityPage(report).bytes, as: UTF8.self)
    #expect(page.contains("12 app-refused, 1 reset") == hasSome)
    #expect(page.contains("cost of 1 000") == hasSome && page.contains(">2.00</td>") == hasSome)
    let csv = String(decoding: CapacitySteps.csv(report), as: UTF8.self)
    #expect(csv.contains("\"12 app-refused, 1 reset\",1.8") == hasSome)
  }

  /// Why a step came out so stands beside how it did, and is seen without scrolling also where the table is wider.
  @Test(.enabled(if: Browser.path != nil)) func whyIsSeenInANarrowWindow() throws {
    var report = Self.report()
    let why = "response times change their level, also after it was made again"
    for index in report.steps.indices {
      (report.steps[index].reasons, report.steps[index].cost) = ([why], Price(decimal: "1.8"))
      report.steps[index].failures = ["timeout": 4]
    }
    let seen = try Browser.open(
      CapacityPage(report).bytes,
      script: """
        const remarks = [...page.querySelectorAll('#table-steps .remark')];
        const ends = remarks.map(remark => remark.getBoundingClientRect().right);
        return remarks.length + ' remarks, ' + ends.filter(end => end > view.innerWidth).length + ' outside';
        """)
    #expect(seen.findings.count == 3)
    #expect(seen.findings.allSatisfy { $0 == "\(report.steps.count) remarks, 0 outside" }, "\(seen.findings)")
  }

  /// What was done and what of it was good are two figures only where they differ.
  @Test(arguments: [true, false]) func goodputStandsBesideThroughputWhereItDiffers(differs: Bool) {
    var report = Self.report()
    if differs { report.steps[0].goodput -= 1 }
    let page = String(decoding: CapacityPage(report).bytes, as: UTF8.self)
    #expect(page.contains(">tasks/s</th>") && page.contains(">good/s</th>") == differs)
  }

  @Test func saysWhatItCameToInOneSentence() {
    #expect(Self.report().sentence == "It holds 40/s (40.0 tasks a second); it broke at 41/s.")
    #expect(
      Self.report { $0.places = 1000 }.sentence
        == "It never broke: 200/s held (200 tasks a second), the most that was tried.")
    #expect(
      Self.report { $0.fails = true }.sentence
        == "The objective broke even at 0.10/s, the least that was tried.")
    #expect(
      Self.report { ($0.places, $0.generator) = (1000, 30) }.sentence
        == "The server holds at least 25/s (25.0 tasks a second): above that this machine could not make the load. That is no capacity."
    )
    let hysteresis = Self.report { $0.overloaded = 0.4 }
    #expect(hysteresis.remarks.first?.hasPrefix("The server was worse once it had been overloaded: ") == true)
    let leak = Self.report { $0.leak = 0.04 }
    #expect(leak.remarks.first?.hasPrefix("The server could do less and less") == true)
    #expect(leak.sentence.hasPrefix("The search is not finished, for it had made 16 steps; so far "))
  }

  @Test func theTerminalSaysWhatBrokeFirst() {
    let text = CapacityText(Self.report()).lines.joined(separator: "\n")
    #expect(text.contains("broke first   response_time.p95 < 3s: 4.00 s"))
    #expect(text.contains("4 attempts failed as timeout: slow down"))
    #expect(text.contains("likeliest     40"))
    let hostile = CapacityText(Self.report(hostile: "a\u{1b}[2Jb\nc")).lines
    #expect(!hostile.contains { $0.unicodeScalars.contains { $0.value < 0x20 } })
  }

  @Test(arguments: CapacityPlan.Unit.allCases) func aSearchComesBackFromDisk(unit: CapacityPlan.Unit) throws {
    let path = "/tmp/fg-capacity-\(unit.rawValue)-\(UInt32.random(in: 0...UInt32.max)).json.gz"
    let report = Self.report(unit)
    try CapacityFile.write(report, to: path)
    #expect(try CapacityFile.read(path) == report)
    #expect(throws: ReportFile.Problem.self) { try CapacityFile.read("/tmp/no-such-folder") }
  }

  @Test(arguments: CapacityPlan.Unit.allCases) func thePageIsValid(unit: CapacityPlan.Unit) {
    let hostile = "</style><script>alert(1)</script>\u{0}\u{202e}&\"'"
    let reports = [
      Self.report(unit), Self.report(unit, hostile: hostile), Self.report(unit) { $0.fails = true },
      Self.report(unit) { $0.generator = 1 }, Self.report(unit) { $0.leak = 0.04 },
    ]
    for report in reports { #expect(HTMLCheck.problems(CapacityPage(report).bytes) == []) }
    let page = String(decoding: CapacityPage(reports[0]).bytes, as: UTF8.self)
    #expect(page.contains("steps/x/report.html") && page.contains("What broke first"))
  }

  @Test(arguments: PageTests.payloads) func whatComesFromOutsideIsOnlyText(payload: String) {
    let page = String(decoding: CapacityPage(Self.report(hostile: payload)).bytes, as: UTF8.self)
    #expect(page.components(separatedBy: "<script>").count == 2, "only the page's own")
    for tag in ["<img", "onerror=alert(1)>", "\u{1b}", "\u{0}", "href=\"javascript:"] {
      #expect(!page.contains(tag))
    }
  }

  @Test(.enabled(if: Browser.path != nil), arguments: CapacityPlan.Unit.allCases)
  func worksAtThreeWidths(unit: CapacityPlan.Unit) throws {
    let seen = try Browser.open(
      CapacityPage(Self.report(unit)).bytes,
      script: """
        const wide = page.documentElement.scrollWidth - view.innerWidth;
        return (wide > 0 ? wide + ' px too wide' : 'nothing wider') + ', ' + page.querySelectorAll('.chart').length;
        """)
    #expect(seen.console == [] && seen.findings == Array(repeating: "nothing wider, 3", count: 3))
  }
}
