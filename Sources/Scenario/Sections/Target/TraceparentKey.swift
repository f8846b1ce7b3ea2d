import RunModel

/// `traceparent:` of a target: yes or no, or the share of the tasks that are marked as sampled.
enum TraceparentKey {
  /// `nil` within when it is off.
  static let type = KeyType<Double?>.custom(.either([.flag, .number(Ranges.share)])) { value in
    value.parsed(expected: "true, false, or the share of the tasks that are marked as sampled, from 0 to 1") {
      switch $0 {
      case "true": .some(.some(1))
      case "false": .some(nil)
      default: Double($0).flatMap { Ranges.share.contains($0) ? .some(.some($0)) : nil }
      }
    }
  }
}
