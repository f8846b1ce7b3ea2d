import Testing

/// Who may import whom: arrows point down only.
@Suite struct FloorsTests {
  static let collections = ["swift-collections/DequeModule", "swift-collections/HeapModule"]
  static let system = "swift-system/SystemPackage"
  static let nio = ["swift-nio/NIOCore", "swift-nio/NIOPosix", "swift-nio/NIOHTTP1"]

  /// The most that each target may depend on.
  static let allowed: [String: Set<String>] = [
    "Statistics": ["CSHA"],
    "ServerSentEvents": [],
    "Reactor": Set(["CLinux", system] + collections),
    "RunModel": ["Statistics", system],
    "CurlTransport": ["CCurl", "Reactor", system],
    "MockDify": Set(nio),
    "WebServer": Set(nio),
    "WebApp": ["Session", "Pages", "Report", "Judgement", "LoadEngine", "RunModel", "WebServer"],
    "CaseMatrix": ["RunModel", "Statistics"],
    "Scenario": ["RunModel", "Statistics", "Yams/Yams"],
    "LoadEngine": Set(["RunModel", "Reactor", "Statistics"] + collections),
    "Judgement": ["RunModel", "Statistics"],
    "Report": ["RunModel", "Statistics", "CZlib", system],
    "Pages": ["Report", "Judgement", "RunModel", "Statistics"],
    "Session": [
      "CBuild", "CLinux", "RunModel", "Statistics", "Reactor", "CurlTransport", "CaseMatrix", "Scenario",
      "LoadEngine", "Report",
      "Judgement", "Pages", "Dify", "MockDify", system,
    ],
    "Dify": ["RunModel", "ServerSentEvents", "CurlTransport", "LoadEngine", "Reactor", "Statistics"],
  ]

  /// The faces and tools stand on top: nothing may depend on them.
  static let tops: Set<String> = [
    "FloodgateCLI", "Floodgate", "AccuracyBenchmark", "CostBenchmark", "EngineBenchmark", "FactBenchmark",
    "PageBenchmark",
    "VerdictSimulation",
  ]

  let package: PackageDump

  init() throws { package = try PackageDump.shared.get() }

  @Test(arguments: allowed.keys.sorted()) func dependsOnlyOnWhatIsBelow(target: String) {
    let found = package.dependencies(of: target)
    #expect(found.subtracting(Self.allowed[target] ?? []) == [], "\(target) reaches too far")
  }

  @Test func everyTargetHasItsFloor() {
    let known = Set(Self.allowed.keys).union(Self.tops).union([
      "CBuild", "CCurl", "CZlib", "CLinux", "CSHA", "BareLoop", "BenchServer",
    ])
    let sources = package.targets.filter { $0.type != "test" }.map(\.name)
    #expect(Set(sources).subtracting(known) == [])
    #expect(sources.contains("Statistics"), "an empty dump would prove nothing")
  }

  @Test func nothingDependsOnTheFaces() {
    for target in package.targets where target.type != "test" && target.name != "FloodgateCLI" {
      #expect(package.dependencies(of: target.name).intersection(Self.tops) == [], "\(target.name)")
    }
  }

  @Test func theStandInSharesNoCodeWithTheClient() {
    #expect(package.dependencies(of: "MockDify").allSatisfy { $0.hasPrefix("swift-nio/") })
  }
}
