import Glibc
import LoadEngine
import RunModel
import Synchronization

/// Memory of a task in flight: how resident memory grows while a run begins more and more tasks that all wait.
enum WaitingMemory {
  private static let (few, many) = (20_000, 120_000)

  /// Bytes a task, with or without a limit on its time.
  static func bytesATask(hasLimit: Bool) async throws -> Int {
    let token = CancellationToken()
    let begun = Atomic(0)
    let first = Atomic(0)
    let last = Atomic(0)
    let executor = ConcurrentExecutor { context in
      let count = begun.add(1, ordering: .relaxed).newValue
      if count == few { first.store(residentBytes(), ordering: .relaxed) }
      if count == many {
        last.store(residentBytes(), ordering: .relaxed)
        token.abort()
      }
      try await context.sleep(for: .seconds(600))
      return .success
    }
    var policy = ExecutionPolicy(concurrency: many)
    policy.stopConditions.timeoutPerTask = hasLimit ? .seconds(900) : nil
    _ = try await executor.run(
      ManifestHeader(name: "memory", execution: policy), cases: RepeatedCase(count: many),
      cancellation: token, sinks: [])
    return (last.load(ordering: .relaxed) - first.load(ordering: .relaxed)) / (many - few)
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
