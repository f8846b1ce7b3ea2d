// What the engine itself costs: `swift run -c release EngineBenchmark [tasks]`.
// Work that does nothing, against a plain TaskGroup window that does nothing else, in one go.
import LoadEngine
import RunModel

let tasks = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
print("no-op tasks: \(tasks) each; best of three; one loop thread\n")
print(Column.line(["concurrency", "engine/s", "ns/task", "CPU ns", "TaskGroup/s", "ns/task"]))
for concurrency in [1, 64, 1024, 10_000] {
  let engine = try await best { try await EngineLoad(tasks: tasks, concurrency: concurrency).run() }
  let group = await best { await GroupWindow(tasks: tasks, concurrency: concurrency).run() }
  print(
    Column.line([
      "\(concurrency)", engine.rate(tasks), engine.wallNanoseconds(tasks), engine.cpuNanoseconds(tasks),
      group.rate(tasks), group.wallNanoseconds(tasks),
    ]))
}
let waiting = try await WaitingMemory.bytesATask(hasLimit: false)
let limited = try await WaitingMemory.bytesATask(hasLimit: true)
print("\nresident memory of a task that waits: \(waiting) bytes, \(limited) with a limit on its time")
let hour = try await VirtualHour().run()
print(
  "an hour of 100 users in virtual time: \(hour.tasks) tasks in \(hour.milliseconds) ms, twice: ",
  terminator: "")
print(hour.isSameTwice ? "the same trace" : "DIFFERENT traces")

/// The fastest of three.
func best(_ run: () async throws -> Cost) async rethrows -> Cost {
  var costs: [Cost] = []
  for _ in 0..<3 { costs.append(try await run()) }
  return costs.min { $0.wall < $1.wall } ?? Cost(wall: 0, cpu: 0)
}
