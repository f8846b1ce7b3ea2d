import RunModel

/// Hands out a source's cases as tasks: each once, or again and again for a load over time, evenly or by
/// weight. Confined to the run's loop.
struct CaseFeed {
  private let source: any CaseSource
  private var iterator: any CaseIterator
  private let wants: CaseFilter
  private let repeats: Bool
  /// How many tasks are handed out at most.
  private let limit: Int?
  private var taken = 0
  /// Indices of cases that an earlier process has done.
  private let finished: Set<Int>
  private var mix: WeightedMix?
  /// Where tasks get their numbers from; `nil` when they are numbered as the source's cases are.
  private let numbers: TaskNumbers?
  private var read = 0
  private var round = 0
  private var foundAny = false
  private(set) var isExhausted = false

  /// - Parameters:
  ///   - repeats: whether the source begins anew after its last case.
  ///   - limit: how many tasks are handed out at most; `nil` for no limit.
  init(
    _ source: any CaseSource, wants: CaseFilter = .all, repeats: Bool, limit: Int? = nil,
    finished: Set<Int> = [],
    mix: WeightedMix? = nil, numbers: TaskNumbers? = nil
  ) {
    self.source = source
    self.wants = wants
    self.repeats = repeats
    self.limit = limit
    self.finished = finished
    self.mix = mix
    self.numbers = numbers
    iterator = source.makeCaseIterator()
    isExhausted = source.caseCount == finished.count
  }

  /// How many tasks there will be, when that is known.
  var knownCount: Int? {
    if repeats { return limit }
    return wants == .all ? source.caseCount.map { $0 - finished.count } : nil
  }

  /// The next task's index and case; `nil` when there is none. Throws what the source throws.
  mutating func next() throws -> (index: Int, testCase: TestCase)? {
    guard !isExhausted else { return nil }
    if let limit {
      taken += 1
      if taken == limit { isExhausted = true }
    }
    if let mixed = mix?.next() { return (number(), mixed) }
    while true {
      guard var testCase = try iterator.nextCase() else {
        guard repeats, foundAny else { break }
        round += 1
        read = 0
        iterator = source.makeCaseIterator()
        foundAny = false
        continue
      }
      read += 1
      if !repeats, read == source.caseCount { isExhausted = true }
      guard wants.contains(testCase), !finished.contains(read - 1) else { continue }
      foundAny = true
      if round > 0 { testCase.repetition += round }
      return (number(), testCase)
    }
    isExhausted = true
    return nil
  }

  /// Nothing more is handed out.
  mutating func close() { isExhausted = true }

  // `mutating`, as else the whole feed is copied to ask it.
  private mutating func number() -> Int { numbers?.take() ?? read - 1 }
}

/// Numbers for tasks that come again and again. Confined to the run's loop.
final class TaskNumbers: @unchecked Sendable {
  private var next: Int

  init(from first: Int) { next = first }

  func take() -> Int {
    defer { next += 1 }
    return next
  }
}

/// Which cases of a source a part of the run does.
enum CaseFilter: Sendable, Equatable {
  case all
  /// Those of a scenario.
  case scenario(String)
  /// Those of no scenario that is named: it belongs to another part.
  case others(than: Set<String>)

  func contains(_ testCase: TestCase) -> Bool {
    switch self {
    case .all: true
    case .scenario(let name): testCase.scenario == name
    case .others(let names): !names.contains(testCase.scenario)
    }
  }
}
