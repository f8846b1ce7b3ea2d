import RunModel

/// What a load of users brings.
struct ClosedKeys: KeyGroup {
  let users = Key(
    "users", .number(LoadStage.Allowed.target), "Users of a closed load", "20", with: "duration: 10s")
  let thinkTime = Key(
    "think_time", ThinkTimeKeys.type, without: "0", "A user's pause", "2s", with: "users: 5, duration: 10s")

  static let shape = ShapeKeys(
    ClosedLoad.self, key: "users", noun: "users", meaning: "users",
    height: { $0.closed.written(\.users) },
    read: { keys in
      let own = keys.closed
      let stages = LengthKeys.stages(
        keys.length, constant: own.users, hasHeight: own.written(\.users) != nil)
      return ClosedLoad(stages: stages, thinkTime: own.thinkTime)
    })
}

/// What a load of users brings who have a number of tasks to do.
struct FixedKeys: KeyGroup {
  let iterations = Key(
    "iterations", .integer(FixedLoad.Allowed.iterations), "Tasks of each user; the load ends with them", "10",
    with: "users: 5")
  let shared = Key(
    "shared", .flag, default: false, "Whether all users share the `iterations`: who is quick does more",
    "true",
    with: "users: 5, iterations: 100")

  static let shape = ShapeKeys(
    FixedLoad.self, key: "iterations", over: [ClosedLoad.name], noun: "iterations", meaning: "tasks a user",
    height: { $0.fixed.written(\.iterations) },
    read: { keys in
      let (own, users) = (keys.fixed, keys.closed.users)
      if users == nil, !keys.closed.has(\.users) {
        keys.mapping.report("the load has iterations and no users", expected: "users: and their number")
      }
      return FixedLoad(
        users: max(1, Int(users ?? 1)), iterations: own.iterations ?? 1, isShared: own.shared,
        thinkTime: keys.closed.thinkTime)
    })
}
