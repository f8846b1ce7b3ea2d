import RunModel

/// What is asked after an answer: its name alone, or keys.
struct FollowUpKeys: ValueSection {
  static let about = SectionFacts(
    "follow_up", "What is asked after an answer: `suggested`, `feedback` or `speech` alone, or keys.",
    place: "target: {mock: {}, after_answer: [@]}")

  let call = Key(
    "call", KeyType<FollowUp.Kind>.words, .required,
    "The questions that the app suggests, the user's opinion, or the answer spoken", "feedback")
  let share = Key(
    "share", .number(Ranges.share), default: 1, "Share of the answers that it follows", "0.2")
  let rating = Key(
    "rating", KeyType<FollowUp.Rating>.words, default: .like, "Of feedback", "dislike")

  static let type = KeyType<FollowUp>.custom(
    .either([.words(FollowUp.Kind.allCases.map(\.rawValue)), .keys(about.name)])
  ) {
    value in
    value.scalar == nil
      ? value.read(Self.self) : KeyType<FollowUp.Kind>.words.read(value).map { FollowUp($0) }
  }

  static func read(_ keys: KeyReader<Self>) -> FollowUp? {
    let (call, share, rating) = (keys.call, keys.share, keys.rating)
    return call.map { FollowUp($0, share: share, rating: rating) }
  }
}

/// `stops:`, a load of stops.
struct StopPlanKeys: ValueSection {
  static let about = SectionFacts(
    "stops", "Runs that are stopped while they answer; one that ends as stopped is a success.",
    place: "target: {mock: {}, stops: @}")

  let share = Key("share", .number(Ranges.share), .required, "Share of the runs", "0.2")
  let after = Key(
    "after", .time(Ranges.positiveTime), .required, "So long after the request was sent", "2s")

  static func read(_ keys: KeyReader<Self>) -> StopPlan? {
    guard let share = keys.share, let after = keys.after else { return nil }
    return StopPlan(share: share, after: after.inSeconds)
  }
}
