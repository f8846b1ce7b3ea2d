/// What two lists of marks have in common: the same content at the same place, another content, or no such place. Pure.
struct MarkDiff: Sendable, Equatable {
  private(set) var same = 0
  /// Positions, in order.
  private(set) var added: [Int] = []
  private(set) var removed: [Int] = []
  private(set) var changed: [(before: Int, after: Int)] = []

  init(_ before: [CaseMark], _ after: [CaseMark]) {
    let (before, after) = (before.sorted(), after.sorted())
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      let place = min(
        left < before.count ? before[left].place : .max, right < after.count ? after[right].place : .max)
      let leftEnd = before[left...].firstIndex { $0.place != place } ?? before.count
      let rightEnd = after[right...].firstIndex { $0.place != place } ?? after.count
      pair(before[left..<leftEnd], after[right..<rightEnd])
      (left, right) = (leftEnd, rightEnd)
    }
    added.sort()
    removed.sort()
    changed.sort { $0.after < $1.after }
  }

  /// Cases of one place: those with the same content belong together, the others in their order.
  private mutating func pair(_ before: ArraySlice<CaseMark>, _ after: ArraySlice<CaseMark>) {
    var (lefts, rights): ([Int], [Int]) = ([], [])
    var (left, right) = (before.startIndex, after.startIndex)
    while left < before.endIndex, right < after.endIndex {
      let (first, second) = (before[left], after[right])
      if first.content <= second.content { left += 1 }
      if second.content <= first.content { right += 1 }
      if first.content == second.content {
        same += 1
      } else if first.content < second.content {
        lefts.append(first.position)
      } else {
        rights.append(second.position)
      }
    }
    lefts += before[left...].map(\.position)
    rights += after[right...].map(\.position)
    let (old, new) = (lefts.sorted(), rights.sorted())
    changed += zip(old, new).map { ($0, $1) }
    removed += old.dropFirst(new.count)
    added += new.dropFirst(old.count)
  }

  static func == (left: MarkDiff, right: MarkDiff) -> Bool {
    left.same == right.same && left.added == right.added && left.removed == right.removed
      && left.changed.elementsEqual(right.changed, by: ==)
  }
}
