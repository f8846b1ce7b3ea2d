/// How many users a closed load wants at each instant: the changes, in order. Pure.
package struct UserSchedule: LoadSchedule {
  /// From this instant on there are so many users.
  package struct Change: Sendable, Equatable {
    package var at: RunInstant
    package var users: Int
  }

  package let changes: [Change]
  private var given = 0

  /// The users of one shard, or all of them. Of so many users at an instant each shard has its share.
  package init(_ load: ClosedLoad, shard: ManifestShard? = nil) {
    var changes: [Change] = []
    var time = Duration.zero
    var users = 0
    for stage in load.stages {
      let target = Int(stage.target)
      let steps = abs(target - users)
      let direction = target > users ? 1 : -1
      let first = users
      for step in stride(from: 1, through: steps, by: 1) {
        // The first stage's users come at once when it has no time to rise in.
        let share = stage.duration == .zero ? 0 : Double(direction > 0 ? step - 1 : step) / Double(steps)
        users = first + direction * step
        changes.append(Change(at: .zero + time + stage.duration * share, users: users))
      }
      time += stage.duration
    }
    self.changes = Self.joined(shard.map { Self.part(changes, of: $0) } ?? changes)
  }

  private static func part(_ changes: [Change], of shard: ManifestShard) -> [Change] {
    var users = 0
    return changes.compactMap { change in
      let share = shard.share(of: change.users)
      defer { users = share }
      return share == users ? nil : Change(at: change.at, users: share)
    }
  }

  /// Several changes at one instant are one.
  private static func joined(_ changes: [Change]) -> [Change] {
    changes.reduce(into: []) { joined, change in
      if joined.last?.at == change.at { joined.removeLast() }
      joined.append(change)
    }
  }

  package mutating func nextStep() -> LoadStep? {
    guard given < changes.count else { return nil }
    defer { given += 1 }
    return LoadStep(at: changes[given].at, .users(changes[given].users))
  }
}
