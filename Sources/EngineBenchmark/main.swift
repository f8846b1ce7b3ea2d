// What the engine itself costs: `swift run -c release EngineBenchmark [tasks]`.
// Work that does nothing, against a plain TaskGroup window that does nothing else, in one go.
import Glibc
import LoadEngine
import RunModel

let argument = CommandLine.arguments.dropFirst().first
switch argument {
case "in-flight":
  print(try await WaitingMemory.inFlight())
  exit(0)
case "backing-off":
  print(try await WaitingMemory.backingOff())
  exit(0)
default: break
}

let tasks = argument.flatMap { Int($0) } ?? 1_000_000
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

print("\nresident memory of a task in flight: \(WaitingMemory.inFreshProcess("in-flight")) bytes")
print("of a task that waits for its retry: \(WaitingMemory.inFreshProcess("backing-off")) bytes\n")

let hour = try await VirtualHour().run()
let trace = hour.isSameTwice ? "the same trace" : "DIFFERENT traces"
print("an hour of 100 users in virtual time: \(hour.tasks) tasks in \(hour.milliseconds) ms; twice: \(trace)")

/// The fastest of three.
func best(_ run: () async throws -> Cost) async rethrows -> Cost {
  var costs: [Cost] = []
  for _ in 0..<3 { costs.append(try await run()) }
  return costs.min { $0.wall < $1.wall } ?? Cost(wall: 0, cpu: 0)
}
