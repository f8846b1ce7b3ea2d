/// One option of the stand-in: its name, what it means, and how its text becomes a part of the configuration.
package struct MockOption: Sendable {
  package let name: String
  /// What it does, for the reference.
  package let meaning: String
  /// What its value has to be, in words.
  package let expected: String
  /// Sets it; `false` when the text is not what is expected.
  let set: @Sendable (String, inout MockConfiguration) -> Bool

  init(
    _ name: String, _ meaning: String, expected: String,
    set: @escaping @Sendable (String, inout MockConfiguration) -> Bool
  ) {
    (self.name, self.meaning, self.expected, self.set) = (name, meaning, expected, set)
  }

  /// A number in a range.
  static func number(
    _ name: String, _ member: any WritableKeyPath<MockConfiguration, Double> & Sendable,
    _ range: ClosedRange<Double>, _ meaning: String
  ) -> MockOption {
    MockOption(name, meaning, expected: "a number from \(range.lowerBound) to \(range.upperBound)") {
      guard let number = Double($0), range.contains(number) else { return false }
      $1[keyPath: member] = number
      return true
    }
  }

  /// A text that is not empty.
  static func text(
    _ name: String, _ member: any WritableKeyPath<MockConfiguration, String> & Sendable, _ meaning: String
  ) -> MockOption {
    MockOption(name, meaning, expected: "a text") {
      $1[keyPath: member] = $0
      return !$0.isEmpty
    }
  }

  /// A whole number in a range.
  static func count(
    _ name: String, _ member: any WritableKeyPath<MockConfiguration, Int> & Sendable,
    _ range: ClosedRange<Int>, _ meaning: String
  ) -> MockOption {
    MockOption(name, meaning, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      guard let number = Int($0), range.contains(number) else { return false }
      $1[keyPath: member] = number
      return true
    }
  }

  /// One word of a list.
  static func word<Word: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ name: String, _ member: any WritableKeyPath<MockConfiguration, Word> & Sendable, _ meaning: String
  ) -> MockOption {
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    return MockOption(name, meaning, expected: "one of \(words)") {
      guard let word = Word(rawValue: $0) else { return false }
      $1[keyPath: member] = word
      return true
    }
  }
}

extension MockConfiguration {
  /// An option that cannot be used.
  package struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    package var option: String
    package var value: String
    package var expected: String
    package var description: String {
      isKnown
        ? "mock option \(option): '\(value)' is not \(expected)"
        : "unknown mock option '\(option)'; expected \(expected)"
    }
    fileprivate var isKnown = true
  }

  /// A configuration of named options; see ``MockOption/all``. Throws ``Problem``.
  package init(options: [String: String]) throws(Problem) {
    self.init()
    // What a profile sets, others change.
    for (name, value) in options.sorted(by: {
      ($1.key == "profile" ? 1 : 0, $0.key) < ($0.key == "profile" ? 1 : 0, $1.key)
    }) {
      guard let option = MockOption.all.first(where: { $0.name == name }) else {
        let names = MockOption.all.map(\.name).joined(separator: ", ")
        throw Problem(option: name, value: value, expected: "one of \(names)", isKnown: false)
      }
      guard option.set(value, &self) else {
        throw Problem(option: name, value: value, expected: option.expected)
      }
    }
  }
}
