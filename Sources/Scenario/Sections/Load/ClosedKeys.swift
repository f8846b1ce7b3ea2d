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
