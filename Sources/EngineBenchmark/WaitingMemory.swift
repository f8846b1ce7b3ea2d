import Glibc
import LoadEngine
import RunModel
import Synchronization

/// Memory of tasks that wait: how much resident memory a process grows by when it has many of them. Each kind is
/// to be measured in a fresh process, where no freed memory can be used again.
enum WaitingMemory {
  private static let many = 100_000

  /// Bytes a task in flight, whose work sleeps under a limit on its time: a Swift task and its frames.
  static func inFlight() async throws -> Int {
    var policy = ExecutionPolicy(concurrency: many)
    policy.stopConditions.timeoutPerTask = .seconds(900)
    return try await growth(policy) { context in
      try await context.sleep(for: .seconds(600))
      return .success
    }
  }

  /// Bytes a task that waits for its next attempt, with the record of its first.
  static func backingOff() async throws -> Int {
    let policy = ExecutionPolicy(
      concurrency: 64, retryPolicy: RetryPolicy(maxAttempts: 2, backoff: .seconds(600)))
    return try await growth(policy) { _ in TaskOutput(status: .failed) }
  }

  private static func growth(_ policy: ExecutionPolicy, _ work: @escaping TaskWork) async throws -> Int {
    let token = CancellationToken()
    let before = residentBytes()
    let begun = Atomic(0)
    let last = Atomic(0)
    let executor = ConcurrentExecutor { context in
      if begun.add(1, ordering: .relaxed).newValue == many {
        last.store(residentBytes(), ordering: .relaxed)
        token.abort()
      }
      return try await work(context)
    }
    _ = try await executor.run(
      ManifestHeader(name: "memory", execution: policy), cases: RepeatedCase(count: many),
      cancellation: token, sinks: [])
    return (last.load(ordering: .relaxed) - before) / many
  }

  /// What this program prints in a process of its own, when it is called with that argument.
  static func inFreshProcess(_ argument: String) -> String {
    guard let pipe = popen("'\(CommandLine.arguments[0])' \(argument)", "r") else { return "?" }
    defer { pclose(pipe) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = fread(&buffer, 1, buffer.count, pipe)
    return String(decoding: buffer.prefix(count).filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Resident memory of this process.
  private static func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = fread(&buffer, 1, buffer.count, file)
    let fields = buffer.prefix(count).split(separator: UInt8(ascii: " "))
    guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else { return 0 }
    return pages * Int(getpagesize())
  }
}
