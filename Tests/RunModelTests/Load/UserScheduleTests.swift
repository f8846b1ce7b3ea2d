import RunModel
import Testing

/// How many users a load wants at each instant.
@Suite struct UserScheduleTests {
  private static let load = ClosedLoad(stages: [
    LoadStage(duration: .seconds(4), target: 4), LoadStage(duration: .seconds(2), target: 2),
    LoadStage(duration: .zero, target: 5),
  ])

  /// By hand: users who come are there at the begin of their part of a stage, users who go at its end, and what
  /// changes at one instant is one change.
  private static let seconds = [0, 1, 2, 3, 5, 6]
  private static let users = [1, 2, 3, 4, 3, 5]

  @Test("Users come and go one by one over a stage, and at once where it takes no time")
  func changes() {
    let changes = UserSchedule(Self.load).changes
    #expect(changes.map(\.at) == Self.seconds.map { .zero + .seconds($0) })
    #expect(changes.map(\.users) == Self.users)
  }

  @Test("The steps of the plan are its changes, and then there are no more")
  func steps() {
    var schedule = UserSchedule(Self.load)
    let steps = Self.users.map { _ in schedule.nextStep() }
    #expect(steps.map { $0?.change } == Self.users.map { .users($0) })
    #expect(steps.map { $0?.at } == Self.seconds.map { .zero + .seconds($0) })
    #expect(schedule.nextStep() == nil && schedule.nextStep() == nil)
  }

  @Test("So many at once are one step, at the begin")
  func constant() {
    var schedule = ConstantSchedule(users: 7)
    #expect(schedule.nextStep() == LoadStep(at: .zero, .users(7)))
    #expect(schedule.nextStep() == nil)
  }
}
