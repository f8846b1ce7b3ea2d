import RunModel
import Synchronization
import Testing

@testable import Session

/// Where workers wait for each other.
@Suite struct WorkersGateTests {
  private final class Tally: Sendable {
    private let value = Mutex(0)
    func add() { value.withLock { $0 += 1 } }
    var count: Int { value.withLock(\.self) }
  }

  @Test(arguments: [1, 2, 5, 40]) func nobodyGoesBeforeAllAreHere(count: Int) async throws {
    let gate = WorkersGate(count)
    let (asked, here) = (Tally(), Tally())
    try await withThrowingTaskGroup(of: Int.self) { tasks in
      for _ in 0..<count {
        tasks.addTask {
          here.add()
          try await gate.wait {
            asked.add()
            return ShardsWords.Begin(at: 7)
          }
          return here.count
        }
      }
      for try await seen in tasks { #expect(seen == count) }
    }
    #expect(asked.count == 1, "the last one says that it begins")
    gate.callOff("too late")
  }

  @Test(arguments: [false, true]) func whoWaitsAndWhoComesIsTold(comesLater: Bool) async throws {
    let gate = WorkersGate(3)
    let waiting = Task { try await gate.wait { ShardsWords.Begin(at: 1) } }
    if comesLater { try? await Task.sleep(for: .milliseconds(20)) }
    gate.callOff("worker 2: no key")
    gate.callOff("another")
    let first = await #expect(throws: UsageProblem.self) { try await waiting.value }
    let second = await #expect(throws: UsageProblem.self) { try await gate.wait { ShardsWords.Begin(at: 7) } }
    #expect(first?.description == "worker 2: no key; nothing was sent")
    #expect(second?.description == first?.description)
  }

  @Test func theLastOneMaySayThatItDoesNotBegin() async throws {
    let gate = WorkersGate(2)
    let waiting = Task { try await gate.wait { ShardsWords.Begin(why: "it was interrupted") } }
    let last = await #expect(throws: UsageProblem.self) {
      try await gate.wait { ShardsWords.Begin(why: "it was interrupted") }
    }
    await #expect(throws: UsageProblem.self) { try await waiting.value }
    #expect(last?.description == "it was interrupted; nothing was sent")
  }
}
