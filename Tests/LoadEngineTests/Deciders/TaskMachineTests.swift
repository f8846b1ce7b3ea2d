import LoadEngine
import RunModel
import Testing

/// The life of a task, move by move.
@Suite struct TaskMachineTests {
  private func after(_ events: [TaskMachine.Event]) -> TaskMachine {
    var machine = TaskMachine()
    for event in events {
      let isLegal = machine.apply(event)
      #expect(isLegal, "\(event)")
    }
    return machine
  }

  @Test("S046 S047 S048 S049 S054 B08 pending, queued, running, back to pending, succeeded")
  func wholeLife() {
    var machine = TaskMachine()
    var words = [machine.status]
    let events: [TaskMachine.Event] = [
      .admit, .start, .retry(.failed), .admit, .start, .finish(.succeeded),
    ]
    for event in events {
      let isLegal = machine.apply(event)
      #expect(isLegal)
      words.append(machine.status)
    }
    #expect(words == [.pending, .queued, .running, .pending, .queued, .running, .succeeded])
    #expect(machine.attempts == 2)
  }

  @Test(
    "S050 S051 S052 S053 each end is an end: nothing follows",
    arguments: TaskStatus.allCases.filter(\.isTerminal))
  func nothingFollowsAnEnd(status: TaskStatus) {
    let ended = after([.admit, .start, .finish(status)])
    #expect(ended.state == .finished(status) && ended.status == status)
    for event in [.admit, .start, .finish(.succeeded), .retry(.failed), .cancel] as [TaskMachine.Event] {
      var machine = ended
      let isLegal = machine.apply(event)
      #expect(!isLegal && machine == ended)
    }
  }

  @Test("S060 what cannot be tried again is not", arguments: TaskStatus.allCases)
  func onlySomeAreTriedAgain(status: TaskStatus) {
    var machine = after([.admit, .start])
    let isLegal = machine.apply(.retry(status))
    #expect(isLegal == [.failed, .timeout, .error].contains(status))
  }

  static let illegal: [([TaskMachine.Event], TaskMachine.Event)] = [
    ([], .start), ([], .finish(.failed)), ([], .retry(.failed)), ([.admit], .admit),
    ([.admit], .finish(.succeeded)), ([.admit, .start], .start), ([.admit, .start], .admit),
    ([.admit, .start], .cancel), ([.admit, .start], .finish(.running)),
    ([.admit, .start, .retry(.error)], .start), ([.cancel], .admit),
  ]

  @Test(arguments: 0..<illegal.count) func otherMovesAreRefused(index: Int) {
    let (events, event) = Self.illegal[index]
    var machine = after(events)
    let before = machine
    let isLegal = machine.apply(event)
    #expect(!isLegal && machine == before)
  }
}
