import Foundation
import Testing

/// What a blocking request on a kept connection costs, counted rather than timed: counts do not depend on how busy the
/// machine is. Of the debug build, which the tests have.
@Suite struct RequestCountsTests {
  static let limits = ["system calls": 4.6, "job runs": 1.05, "task switches": 3.05, "allocations": 820]

  @Test(.enabled(if: canCount)) func areNotMore() throws {
    var counts = try Self.counts()
    // Timers run beside the requests, more of them when the machine is slow; what is too much is so each time.
    for _ in 0..<3 where Self.limits.contains(where: { !(0...$0.value).contains(counts[$0.key] ?? 0) }) {
      counts = try Self.counts()
    }
    for (name, limit) in Self.limits {
      let count = try #require(counts[name])
      #expect(count > 0 && count <= limit, "\(name): \(count) a request")
    }
  }

  private static func counts() throws -> [String: Double] {
    try JSONDecoder().decode([String: Double].self, from: Data(try profile("--requests", "400").utf8))
  }

  /// Whether the tools are there, and may look at other processes.
  private static var canCount: Bool {
    [
      "valgrind --tool=callgrind --callgrind-out-file=/dev/null true", "strace -qq -o /dev/null true",
      "strip --version",
    ].allSatisfy {
      let tried = try? Toolchain.run("sh", ["-c", $0])
      return tried?.code == 0
    }
  }

  private static func profile(_ arguments: String...) throws -> String {
    let script = [Toolchain.root + "Scripts/profile", "--counts", "--json"]
    let (code, output) = try Toolchain.run(
      "python3", script + ["--benchmark", Toolchain.product("CostBenchmark")] + arguments)
    try #require(code == 0, "\(output)")
    return output
  }
}
