import Testing

@testable import RunModel

/// When the counts of both sides contradict each other, and how it is said.
@Suite struct ReconciliationTests {
  typealias Kind = Reconciliation.Difference.Kind

  static func sample(_ change: (inout Reconciliation) -> Void = { _ in }) -> Reconciliation {
    var sample = Reconciliation(target: "default")
    (sample.sent, sample.begun) = (100, 98)
    (sample.seen, sample.recorded) = ([.succeeded: 98], [.succeeded: 98])
    change(&sample)
    return sample
  }

  /// Differences, requests without an answer, whether names are own and the comparison complete; contradictions.
  static let table: [([Kind: Int], Int, Bool, Bool, Int)] = [
    ([:], 0, true, true, 0), ([.unknownToServer: 1], 0, true, true, 1),
    ([.unknownToServer: 1], 0, true, false, 0), ([.otherEnd: 2], 0, true, true, 1),
    ([.otherEnd: 2], 0, false, false, 1), ([.stillRunning: 9, .endedUnseen: 9], 0, true, true, 0),
    ([.unknownToClient: 2], 2, true, true, 0), ([.unknownToClient: 3], 2, true, true, 1),
    ([.unknownToClient: 3], 2, false, true, 0), ([.unknownToClient: 3], 2, true, false, 0),
    ([.unknownToServer: 1, .unknownToClient: 1, .otherEnd: 1], 0, true, true, 3),
  ]

  @Test(arguments: 0..<table.count) func whatContradicts(row: Int) {
    let (differing, unanswered, isOwn, isComplete, count) = Self.table[row]
    let found = Self.sample {
      ($0.differing, $0.unanswered) = (differing, unanswered)
      ($0.usersAreOwn, $0.isComplete) = (isOwn, isComplete)
    }
    #expect(found.contradictions.count == count, "\(found.contradictions)")
    #expect(found.sentence.contains("contradicts the client:") == (count > 0))
  }

  @Test func ofEachKindTheFirstAreListed() {
    var found = Self.sample()
    for number in 0..<50 { found.add(.init(.endedUnseen, id: "\(number)", seen: .cut, record: .succeeded)) }
    found.add(.init(.stillRunning, id: "r", seen: .cut, record: .running))
    #expect(found.differing == [.endedUnseen: 50, .stillRunning: 1])
    #expect(found.differences.count == Reconciliation.listed + 1)
  }

  @Test func partsMakeTheWhole() {
    var whole = Self.sample()
    let part = Self.sample {
      for number in 0..<30 { $0.add(.init(.otherEnd, id: "\(number)", seen: .succeeded, record: .failed)) }
      ($0.isComplete, $0.waited, $0.notes) = (false, 3, ["why"])
    }
    whole.merge(part)
    whole.merge(part)
    #expect(whole.sent == 300 && whole.seen == [.succeeded: 294] && whole.differing == [.otherEnd: 60])
    #expect(whole.differences.count == Reconciliation.listed && !whole.isComplete && whole.notes == ["why"])
  }

  @Test(arguments: [TargetSpecification.OnCancel.stop, .close, .wait])
  func whatWasGivenUpIsOneSentence(policy: TargetSpecification.OnCancel) {
    let found = Self.sample {
      ($0.seen, $0.recorded) = ([.cut: 3], [.running: 2, .stopped: 1])
      $0.waited = 2
    }
    let sentence = found.sentenceOfGivenUp(policy)
    #expect(sentence.hasPrefix("3 runs given up or stopped (on_cancel: \(policy.rawValue))"))
    #expect(
      sentence.contains("2 running, 1 stopped") && sentence.contains("Dify (1.12)") == (policy == .stop))
  }

  @Test(
    arguments: [(nil, true, .stop), (nil, false, .close), (.wait, true, .wait)]
      as [(TargetSpecification.OnCancel?, Bool, TargetSpecification.OnCancel)])
  func theOlderKeyStillHolds(
    onCancel: TargetSpecification.OnCancel?, stops: Bool, policy: TargetSpecification.OnCancel
  ) {
    var target = TargetSpecification(baseURL: "mock", stopOnCancel: stops)
    target.onCancel = onCancel
    #expect(target.givingUp == policy)
  }
}
