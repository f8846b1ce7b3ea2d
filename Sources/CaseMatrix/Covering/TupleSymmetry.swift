/// The shifts of Z_g on values: those below g go round, those from g on stay. Tuples that are shifts of each other
/// count as one.
struct TupleSymmetry: Sendable {
  /// g, at least 2.
  let order: Int
  /// For each tuple the first of its shifts.
  let first: [Int32]

  /// The symmetry of a space.
  init(order: Int, space: TupleSpace) {
    self.order = order
    first = (0..<space.count).map { tuple in
      var shift: Int?
      let group = space.group(of: tuple)
      return Int32(
        zip(space.assignments(of: tuple), space.strides[(group * space.strength)...]).reduce(
          space.offsets[group]
        ) { number, part in
          let value = part.0.value
          guard value < order else { return number + value * part.1 }
          if shift == nil { shift = value }
          return number + (value - shift! + order) % order * part.1
        })
    }
  }

  /// Whether a tuple stays as it is under all shifts.
  func isFixed(_ assignments: [(dimension: Int, value: Int)]) -> Bool {
    assignments.allSatisfy { $0.value >= order }
  }

  /// By how much to shift one value to get another; any amount when both are the same fixed one; `nil` when no
  /// shift does it.
  func shift(from value: Int, to other: Int) -> (isAny: Bool, amount: Int)? {
    if value >= order || other >= order { return value == other ? (true, 0) : nil }
    return (false, (other - value + order) % order)
  }

  /// A value, shifted.
  func shifted(_ value: Int, by amount: Int) -> Int { value < order ? (value + amount) % order : value }
}
