import Foundation
import Testing

/// What a blocking request on a kept connection costs, counted rather than timed: counts do not depend on how busy the
/// machine is. Of the debug build, which the tests have.
@Suite struct RequestCountsTests {
  static let limits = ["system calls": 4.6, "job runs": 1.05, "allocations": 820]

  @Test(.enabled(if: canCount)) func areNotMore() throws {
    let counted = try Self.profile("--requests", "200")
    let counts = try JSONDecoder().decode([String: Double].self, from: Data(counted.utf8))
    for (name, limit) in Self.limits {
      let count = try #require(counts[name])
      #expect(count > 0 && count <= limit, "\(name): \(count) a request")
    }
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
