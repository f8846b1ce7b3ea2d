import Foundation
import Testing

@testable import Session

/// What a machine's facts and floor mean: each finding by the facts that bring it, and no other.
@Suite struct MachineRulesTests {
  static let healthy: MachineFacts = {
    var facts = MachineFacts()
    (facts.openFiles, facts.ports, facts.cores) = (1_048_576, 32_768...60_999, 4)
    (facts.frequency, facts.highestFrequency, facts.governor) = (2900, 3000, "performance")
    (facts.steal, facts.clockSource, facts.isSynchronised) = (0.001, "tsc", true)
    facts.busy = 0.05
    return facts
  }()

  static let floor = MachineFloor(
    firstText: 0.0003, firstTextTail: 0.001, rate: 9000,
    streams: [
      .init(count: 250, added: 0.001, addedTail: 0.004), .init(count: 1000, added: 0.004, addedTail: 0.02),
    ], duration: 3)

  private func findings(
    wanted: Int? = nil, _ change: (inout MachineFacts, inout MachineFloor) -> Void = { _, _ in }
  ) -> [Finding] {
    var (facts, floor) = (Self.healthy, Self.floor)
    change(&facts, &floor)
    return MachineRules(.init(facts: facts, floor: floor), wanted: wanted).findings
  }

  @Test func aHealthyMachineIsFine() {
    let found = findings(wanted: 1000)
    #expect(found.allSatisfy { $0.level == .fine && $0.advice.isEmpty }, "\(found)")
    #expect(
      found.map(\.subject) == [
        "open files", "ports", "cores", "others", "frequency", "steal", "clock", "TTFT floor", "rate",
        "streams",
      ])
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var subject: String
    var level: Finding.Level
    var wanted: Int?
    var change: @Sendable (inout MachineFacts, inout MachineFloor) -> Void
    var testDescription: String { "\(subject) \(level)" }
  }

  static let faults: [Fault] = [
    Fault(subject: "open files", level: .note) { facts, _ in facts.openFiles = 1024 },
    Fault(subject: "open files", level: .problem, wanted: 961) { facts, _ in facts.openFiles = 1024 },
    Fault(subject: "ports", level: .note) { facts, _ in facts.ports = 32_768...33_000 },
    Fault(subject: "ports", level: .problem, wanted: 400) { facts, _ in facts.ports = 32_768...33_000 },
    Fault(subject: "cores", level: .note) { facts, _ in facts.cores = 1 },
    Fault(subject: "cores", level: .problem) { facts, _ in facts.quota = 0.5 },
    Fault(subject: "others", level: .note) { facts, _ in facts.busy = 0.3 },
    Fault(subject: "others", level: .problem) { facts, _ in facts.busy = 0.9 },
    Fault(subject: "frequency", level: .note) { facts, _ in
      (facts.frequency, facts.governor) = (1200, "powersave")
    },
    Fault(subject: "steal", level: .note) { facts, _ in facts.steal = 0.05 },
    Fault(subject: "steal", level: .problem) { facts, _ in facts.steal = 0.2 },
    Fault(subject: "clock", level: .note) { facts, _ in facts.clockSource = "hpet" },
    Fault(subject: "clock", level: .note) { facts, _ in facts.isSynchronised = false },
    Fault(subject: "TTFT floor", level: .note) { _, floor in floor.firstTextTail = 0.03 },
    Fault(subject: "TTFT floor", level: .problem) { _, floor in floor.firstTextTail = 0.2 },
    Fault(subject: "rate", level: .note) { _, floor in floor.rate = 300 },
    Fault(subject: "streams", level: .problem) { _, floor in
      floor.streams = [.init(count: 250, added: 0.1, addedTail: 0.3)]
    },
    Fault(subject: "streams", level: .note, wanted: 900) { _, floor in floor.streams[1].addedTail = 0.3 },
    Fault(subject: "streams", level: .problem, wanted: 1000) { _, floor in floor.streams[1].addedTail = 0.3 },
  ]

  @Test(arguments: faults) func aFaultIsFoundAloneAndSaysWhatToDo(fault: Fault) {
    let found = findings(wanted: fault.wanted, fault.change).filter { $0.level != .fine }
    #expect(found.map(\.subject) == [fault.subject] && found.map(\.level) == [fault.level], "\(found)")
    #expect(found.allSatisfy { !$0.advice.isEmpty })
  }

  /// As many as were measured well are enough, although more were too many.
  @Test func aScenarioIsOnlyHeldAgainstWhatItWants() {
    let found = findings(wanted: 250) { _, floor in floor.streams[1].addedTail = 0.3 }
    #expect(found.allSatisfy { $0.level == .fine }, "\(found)")
  }

  @Test(arguments: [
    ("cpu  100 0 0 100 0 0 0 0 9 9\ncpu0 1 1 1 1 1 1 1 1\n", "cpu  150 0 0 120 5 0 0 25 0 0\n", 0.25, 0.5),
    ("cpu  100 0 0 100 0 0 0 5 0 0\n", "cpu  200 0 0 100 0 0 0 5 0 0\n", 0.0, 1.0),
  ]) func stealAndBusyAreSharesOfAllTicks(before: String, after: String, share: Double, busy: Double) throws {
    let (before, after) = (try #require(CoreTicks(before)), try #require(CoreTicks(after)))
    #expect(before.steal(until: after) == share && before.busy(until: after) == busy)
    #expect(before.steal(until: before) == nil && CoreTicks("cpu 1 2\n") == nil)
  }

  @Test func factsAreReadFromTheSystemsFiles() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let files = [
      "proc/sys/net/ipv4/ip_local_port_range": "1024\t2047\n", "sys/fs/cgroup/cpu.max": "50000 100000\n",
      "proc/self/status": "Name:\tx\nCpus_allowed_list:\t0-1,4\n",
      "sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq": "1200000\n",
      "sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq": "3000000\n",
      "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "powersave\n",
      "sys/devices/system/clocksource/clocksource0/current_clocksource": "hpet\n",
    ]
    for (path, text) in files {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let facts = MachineReader(root: root.path()).facts()
    #expect(facts.ports == 1024...2047 && facts.quota == 0.5 && facts.clockSource == "hpet")
    #expect(facts.frequency == 1200 && facts.highestFrequency == 3000 && facts.governor == "powersave")
    #expect(facts.openFiles > 0 && facts.cores == 3)
    let none = MachineReader(root: root.path() + "/none").facts()
    #expect(none.ports == nil && none.quota == nil && none.frequency == nil && none.clockSource == nil)
  }
}
