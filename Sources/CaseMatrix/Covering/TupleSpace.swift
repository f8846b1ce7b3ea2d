/// All tuples of values of t dimensions, numbered. Pure.
///
/// The tuples of one choice of dimensions (a *group*) have neighbouring numbers; within it a tuple's number is its
/// group's offset and the sum of value times stride.
struct TupleSpace: Sendable {
  /// More tuples than these are refused: a few hundred MB.
  static let limit = 20_000_000

  let levels: [Int]
  let strength: Int
  /// How many tuples there are.
  let count: Int
  /// First number of each group.
  let offsets: [Int]
  /// The dimensions of each group, ascending, `strength` of them after each other.
  let members: [Int]
  /// The strides of each group, likewise.
  let strides: [Int]
  /// For each dimension the groups that it is in, as runs of `linkWidth` numbers: the offset, its own stride, then
  /// each other dimension with its stride.
  let links: [[Int]]

  var linkWidth: Int { 2 * strength }
  var groupCount: Int { offsets.count }

  /// A numbering. `strength` is 1 to the number of dimensions. Throws when there are too many tuples.
  init(levels: [Int], strength: Int) throws(CoveringProblem) {
    let tuples = Self.countTuples(levels, strength)
    guard tuples <= Int128(Self.limit) else { throw .tooLarge(tuples: tuples, limit: Self.limit) }
    self.levels = levels
    self.strength = strength
    var builder = Builder(levels: levels, strength: strength)
    builder.extend([])
    (count, offsets, members, strides, links) =
      (builder.count, builder.offsets, builder.members, builder.strides, builder.links)
  }

  /// The elementary symmetric polynomial of the levels: how many t-tuples there are.
  static func countTuples(_ levels: [Int], _ strength: Int) -> Int128 {
    var sums = [Int128](repeating: 0, count: strength + 1)
    sums[0] = 1
    for level in levels {
      for size in stride(from: strength, to: 0, by: -1) {
        sums[size] = min(sums[size] + sums[size - 1] * Int128(level), Int128(1) << 60)
      }
    }
    return sums[strength]
  }

  /// The group of a tuple.
  func group(of tuple: Int) -> Int {
    var (low, high) = (0, offsets.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle] <= tuple { low = middle } else { high = middle }
    }
    return low
  }

  /// The dimensions and values of a tuple.
  func assignments(of tuple: Int) -> [(dimension: Int, value: Int)] {
    let group = group(of: tuple)
    var rest = tuple - offsets[group]
    return (group * strength..<(group + 1) * strength).map { place in
      let (value, remainder) = rest.quotientAndRemainder(dividingBy: strides[place])
      rest = remainder
      return (members[place], value)
    }
  }

  /// The number of the tuple that a row has in a group.
  func tuple(in group: Int, of cells: [Int], from start: Int) -> Int {
    var number = offsets[group]
    var place = group * strength
    let end = place + strength
    while place < end {
      number += cells[start + members[place]] * strides[place]
      place += 1
    }
    return number
  }

  private struct Builder {
    let levels: [Int]
    let strength: Int
    var count = 0
    var offsets: [Int] = []
    var members: [Int] = []
    var strides: [Int] = []
    var links: [[Int]]

    init(levels: [Int], strength: Int) {
      self.levels = levels
      self.strength = strength
      links = Array(repeating: [], count: levels.count)
    }

    /// All groups that begin with these dimensions.
    mutating func extend(_ chosen: [Int]) {
      if chosen.count == strength { return add(chosen) }
      let first = chosen.last.map { $0 + 1 } ?? 0
      let last = levels.count - (strength - chosen.count)
      guard first <= last else { return }
      for dimension in first...last { extend(chosen + [dimension]) }
    }

    private mutating func add(_ group: [Int]) {
      var steps = [Int](repeating: 1, count: strength)
      for place in stride(from: strength - 2, through: 0, by: -1) {
        steps[place] = steps[place + 1] * levels[group[place + 1]]
      }
      for place in 0..<strength {
        links[group[place]] += [count, steps[place]]
        for other in 0..<strength where other != place {
          links[group[place]] += [group[other], steps[other]]
        }
      }
      offsets.append(count)
      members += group
      strides += steps
      count += steps[0] * levels[group[0]]
    }
  }
}
