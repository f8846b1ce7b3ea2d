// swift-tools-version: 6.2
import PackageDescription

// The target list is the architecture: arrows point down only (Documentation.docc/Architecture.md).
// Tests/ArchitectureTests checks it over `swift package dump-package`.

/// Settings of every Swift target: language mode 6 comes with the tools version.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
/// Adds strict memory safety: every unsafe construct must be spelled `unsafe`.
let strictSafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let collections: [Target.Dependency] = [
  .product(name: "DequeModule", package: "swift-collections"),
  .product(name: "HeapModule", package: "swift-collections"),
]
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
]

/// The commit that `--version` tells, as Scripts/commit gives it. A plain build is not told, and says so: what
/// SwiftPM knows of git (`Context.gitInformation`) stays that of the first build.
let commit = (Context.environment["FLOODGATE_COMMIT"] ?? "").lowercased()
let isCommit = (commit.hasSuffix("-dirty") ? commit.dropLast(6) : commit[...]).allSatisfy(\.isHexDigit)

/// The readers of what comes from outside: a test, and for `Scripts/fuzz` alone a program of libFuzzer's.
let fuzzed: [Target.Dependency] = [
  "CaseMatrix", "Dify", "Judgement", "Report", "RunModel", "Scenario", "ServerSentEvents", "Session",
  "Statistics",
]
let isFuzzing = Context.environment["FLOODGATE_FUZZ"] != nil
let readersUnderFuzz: [Target] =
  isFuzzing
  ? [
    .executableTarget(
      name: "ReaderFuzz", dependencies: fuzzed, path: "Tests/FuzzTests",
      exclude: ["Corpus", "Mutator.swift", "ReaderFuzzTests.swift"],
      // libFuzzer brings the main.
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
  ]
  : [
    .testTarget(
      name: "FuzzTests", dependencies: fuzzed, exclude: ["Corpus", "Program"], swiftSettings: strict)
  ]

let package = Package(
  name: "floodgate",
  products: [
    .executable(name: "floodgate", targets: ["FloodgateCLI"]),
    .library(name: "Floodgate", targets: ["Floodgate"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // System libraries.
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CSHA"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CBuild", cSettings: [.define("FLOODGATE_COMMIT", to: "\"\(isCommit ? commit : "")\"")]),

    // Ground floor: pure values, no imports among themselves.
    .target(name: "Statistics", dependencies: ["CSHA"], swiftSettings: strictSafe),
    .target(name: "ServerSentEvents", swiftSettings: strictSafe),
    .target(name: "Reactor", dependencies: ["CLinux", system] + collections, swiftSettings: strict),

    // First floor.
    .target(name: "RunModel", dependencies: ["Statistics", system], swiftSettings: strictSafe),
    .target(name: "CurlTransport", dependencies: ["CCurl", "Reactor", system], swiftSettings: strict),
    .target(name: "MockDify", dependencies: nio, swiftSettings: strict),
    .target(name: "WebServer", dependencies: nio, swiftSettings: strict),

    // Second floor.
    .target(name: "CaseMatrix", dependencies: ["RunModel", "Statistics"], swiftSettings: strictSafe),
    .target(name: "Scenario", dependencies: ["RunModel", "Statistics", yams], swiftSettings: strictSafe),
    .target(
      name: "LoadEngine", dependencies: ["RunModel", "Reactor", "Statistics"] + collections,
      swiftSettings: strict),
    .target(name: "Judgement", dependencies: ["RunModel", "Statistics"], swiftSettings: strictSafe),
    .target(
      name: "Report", dependencies: ["RunModel", "Statistics", "CZlib", system], exclude: ["Schema"],
      swiftSettings: strict),

    // Third floor.
    .target(
      name: "Pages", dependencies: ["Report", "Judgement", "RunModel", "Statistics"],
      swiftSettings: strictSafe),
    .target(
      name: "Dify",
      dependencies: ["RunModel", "ServerSentEvents", "CurlTransport", "LoadEngine", "Reactor", "Statistics"],
      swiftSettings: strictSafe),

    // Fourth floor: a load test as a value.
    .target(
      name: "Session",
      dependencies: [
        "CBuild", "CLinux", "RunModel", "Statistics", "Reactor", "CurlTransport", "CaseMatrix", "Scenario",
        "LoadEngine", "Report", "Judgement", "Pages", "Dify", "MockDify", system,
      ],
      swiftSettings: strict),

    // Fifth floor: what serves runs.
    .target(
      name: "WebApp",
      dependencies: ["Session", "Pages", "Report", "Judgement", "LoadEngine", "RunModel", "WebServer"],
      swiftSettings: strict),

    // Faces.
    .target(
      name: "Floodgate",
      dependencies: [
        "Session", "RunModel", "Statistics", "CaseMatrix", "Scenario", "LoadEngine", "Judgement", "Report",
        "Dify",
        "Reactor", "CurlTransport",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "FloodgateCLI",
      dependencies: [
        "Floodgate", "Session", "RunModel", "Statistics", "Reactor", "CurlTransport", "CaseMatrix",
        "Scenario", "LoadEngine", "Judgement", "Report", "Pages", "Dify", "MockDify", "WebApp", "WebServer",
        argumentParser, system,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "EngineBenchmark", dependencies: ["LoadEngine", "RunModel"], swiftSettings: strict),
    .executableTarget(
      name: "PageBenchmark", dependencies: ["Pages", "Report", "RunModel", "Statistics"],
      swiftSettings: strict),

    // How often verdicts err, by simulation.
    .executableTarget(
      name: "VerdictSimulation", dependencies: ["LoadEngine", "Judgement", "RunModel", "Statistics"],
      swiftSettings: strict),

    // What floodgate costs beside a bare loop in C. Built when named.
    .target(name: "BareLoop", dependencies: ["CCurl"]),
    .target(name: "BenchServer"),
    .executableTarget(
      name: "CostBenchmark",
      dependencies: [
        "BareLoop", "BenchServer", "CurlTransport", "Dify", "LoadEngine", "Reactor", "Report", "RunModel",
        "Session", argumentParser, system,
      ],
      swiftSettings: strict),

    // How far the figures are from what a server did that logs it.
    .executableTarget(
      name: "AccuracyBenchmark",
      dependencies: [
        "BareLoop", "BenchServer", "CurlTransport", "Dify", "LoadEngine", "Reactor", "RunModel",
        argumentParser, system,
      ],
      swiftSettings: strict),

    // Concurrency and rates as facts, by the stand-in's own count.
    .executableTarget(
      name: "FactBenchmark", dependencies: ["MockDify", "RunModel", "Session"], swiftSettings: strict),

    // Tests: one target a floor.
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: strict),
    .testTarget(
      name: "ServerSentEventsTests", dependencies: ["ServerSentEvents", "Statistics"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(name: "ReactorTests", dependencies: ["Reactor"], swiftSettings: strict),
    .testTarget(name: "RunModelTests", dependencies: ["RunModel", "Statistics"], swiftSettings: strict),
    .testTarget(
      name: "CurlTransportTests", dependencies: ["CCurl", "CurlTransport", "Reactor"], swiftSettings: strict),
    .testTarget(
      name: "MockDifyTests", dependencies: ["MockDify"], resources: [.copy("Fixtures")], swiftSettings: strict
    ),
    .testTarget(
      name: "CaseMatrixTests", dependencies: ["CaseMatrix", "RunModel", "Statistics"], swiftSettings: strict),
    .testTarget(
      name: "ScenarioTests", dependencies: ["CaseMatrix", "Scenario", "RunModel", "LoadEngine"],
      swiftSettings: strict),
    .testTarget(
      name: "LoadEngineTests", dependencies: ["LoadEngine", "RunModel", "Reactor", "Statistics"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportTests", dependencies: ["Pages", "Judgement", "Report", "RunModel", "Statistics"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "DifyTests",
      dependencies: [
        "Dify", "MockDify", "RunModel", "LoadEngine", "CurlTransport", "Reactor", "ServerSentEvents",
        "Statistics",
      ],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "SimulationTests", dependencies: ["VerdictSimulation", "Judgement", "RunModel", "Statistics"],
      swiftSettings: strict),
    .testTarget(
      name: "FloodgateTests",
      dependencies: ["Dify", "Floodgate", "Judgement", "Report", "RunModel", "Session", "Statistics"],
      exclude: ["Outsider"],
      swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "WebApp", "WebServer", "Session", "Pages", "Report", "Judgement", "RunModel", "ServerSentEvents",
        "Statistics",
      ] + nio,
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "FloodgateCLI", "Session", "Judgement", "LoadEngine", "MockDify", "RunModel", "Report", "Statistics",
        yams,
        argumentParser, system,
      ],
      exclude: ["Packaging/forge.py"],
      swiftSettings: strict),
  ] + readersUnderFuzz
)
