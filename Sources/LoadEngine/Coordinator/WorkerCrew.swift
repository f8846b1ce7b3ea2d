import RunModel

/// The workers of a load: who there is, who waits for work, who takes whose place. Confined to the run's loop.
struct WorkerCrew {
  private var workers: [Worker] = []
  private var idle: [Worker] = []
  /// Workers that have not left.
  private(set) var working = 0

  /// Whether one waits for work.
  var hasIdle: Bool { !idle.isEmpty }

  /// Attempts that are under way and were not cut, with who does them.
  var underWay: [(worker: Worker, attempt: Attempt)] {
    workers.compactMap { worker in
      worker.attempt.flatMap { $0.cut == nil ? (worker, $0) : nil }
    }
  }

  /// Another worker, with a slot of its own.
  mutating func hire() -> Worker {
    let worker = Worker(slot: workers.count)
    workers.append(worker)
    working += 1
    return worker
  }

  /// Another worker in the place of one whose attempt was cut: the same user, who goes on where that one was.
  mutating func replace(_ worker: Worker) -> Worker {
    let next = Worker(slot: worker.slot)
    (next.pauses, next.tasks) = (worker.pauses, worker.tasks)
    workers[worker.slot] = next
    return next
  }

  /// The worker has ended. One that was replaced has left its place already.
  mutating func leave(_ worker: Worker) {
    if !worker.isDetached { working -= 1 }
  }

  /// The worker waits for work: it is resumed with an attempt, or with none when it shall end.
  mutating func wait(_ worker: Worker, _ continuation: UnsafeContinuation<Attempt?, Never>) {
    worker.idle = continuation
    idle.append(worker)
  }

  /// Gives an attempt to who waits least long; `false` when nobody waits.
  mutating func give(_ attempt: Attempt) -> Bool {
    guard let worker = idle.popLast() else { return false }
    worker.resume(with: attempt)
    return true
  }

  /// Nobody has anything more to wait for.
  mutating func dismissIdle() {
    for worker in idle { worker.resume(with: nil) }
    idle = []
  }

  /// Users who pause between tasks are woken.
  func endPauses() {
    for worker in workers { worker.endPause() }
  }
}
