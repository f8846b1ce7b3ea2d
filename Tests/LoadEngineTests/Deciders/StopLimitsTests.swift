import RunModel
import Testing

@testable import LoadEngine

/// Limits that several workers count together.
@Suite struct StopLimitsTests {
  private static func conditions(_ change: (inout StopConditions) -> Void) -> StopConditions {
    var conditions = StopConditions()
    change(&conditions)
    return conditions
  }

  private static func result(_ status: TaskStatus) -> TaskResult {
    TaskResult(index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: status)
  }

  /// The limit is met once, by the task that meets it, whichever threads count.
  @Test(arguments: [1, 2, 8]) func itIsCountedOverAllThreads(threads: Int) async {
    let limits = StopLimits()
    let found = await withTaskGroup(of: Int.self, returning: Int.self) { tasks in
      for _ in 0..<threads {
        let part = limits.part(Self.conditions { $0.maxFailures = 1000 })
        tasks.addTask {
          (0..<(1600 / threads)).count { _ in
            part?.observe(Self.result(.failed), begun: part?.begin()) != nil
          }
        }
      }
      return await tasks.reduce(0, +)
    }
    // 1 000 fail before it is met, and each of the 600 after says so again.
    #expect(found == 601)
  }

  /// Each limit is shared by itself: by scenarios whose other limits differ.
  @Test func aLimitIsSharedWhateverTheOthersAre() {
    let rate = StopConditions.ErrorRate(limit: 0.5, window: 1000, minimumCount: 30)
    let limits = StopLimits()
    let parts = [
      limits.part(Self.conditions { $0.maxErrorRate = rate }),
      limits.part(
        Self.conditions {
          $0.maxErrorRate = rate
          $0.minSuccessRate = .init(limit: 0.1, minimumCount: 1_000_000)
        }),
    ]
    let stop = (0..<60).first { number in
      let part = parts[number % 2]
      return part?.observe(Self.result(.failed), begun: part?.begin()) != nil
    }
    #expect(stop == 29, "both count towards its thirty")
  }

  @Test func tasksAreNumberedInTheOrderOfTheirStarts() {
    let limits = StopLimits()
    let (one, other) = (
      limits.part(Self.conditions { $0.maxFailures = 9 }), limits.part(Self.conditions { $0.maxTokens = 9 })
    )
    #expect([one?.begin(), other?.begin(), one?.begin()] == [0, 1, 2])
    #expect(limits.part(StopConditions()) == nil, "without a limit nothing is counted")
  }
}
