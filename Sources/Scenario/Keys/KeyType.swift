import RunModel

/// What a key's value may be and how it is read, in one.
struct KeyType<Value>: Sendable {
  /// As the schema has it.
  let kind: SchemaKey.Kind
  /// The value; `nil`, and what is wrong is told, when it is none.
  let read: @Sendable (YAMLValue) -> Value?
  /// A value as the reference shows it.
  var words: @Sendable (Value) -> String = { _ in "none" }
}

extension KeyType where Value == String {
  /// A text, with environment variables put in.
  static var text: KeyType { KeyType(kind: .text, read: { $0.text }, words: { "`\($0)`" }) }
  /// A text that is sent to the server, in which environment variables keep their names.
  static var sentText: KeyType { KeyType(kind: .text, read: { $0.sentText }) }
}

extension KeyType where Value == Bool {
  static var flag: KeyType {
    KeyType(
      kind: .flag,
      read: { value in
        value.parsed(expected: "true or false") { ["true": true, "false": false][$0] }
      }, words: { "`\($0)`" })
  }
}

extension KeyType where Value == Int {
  /// A whole number within a range.
  static func integer(_ range: ClosedRange<Int>) -> KeyType {
    KeyType(
      kind: .integer(range),
      read: { value in
        value.parsed(expected: range.words) { text in
          guard let number = Double(text), number == number.rounded(), number.magnitude < 1e15,
            range.contains(Int(number))
          else { return nil }
          return Int(number)
        }
      }, words: { "\($0)" })
  }
}

extension KeyType where Value == Double {
  /// A number within a range.
  static func number(_ range: ClosedRange<Double>) -> KeyType {
    KeyType(
      kind: .number(range),
      read: { value in value.parsed(expected: range.words) { Double($0).flatMap(range.kept) } },
      words: { Figures.short($0) })
  }

  /// So many a second within a range: a number, or with its unit of time, such as `90/m`.
  static func rate(_ range: ClosedRange<Double>) -> KeyType {
    KeyType(
      kind: .either([.number(range), .text]),
      read: { value in
        value.parsed(expected: range.words + ", or such as 2/s, 90/m, 5000/h") {
          RateText.perSecond($0).flatMap(range.kept)
        }
      }, words: { Figures.short($0) })
  }
}

extension KeyType where Value == Duration {
  /// A length of time in seconds, or with a unit.
  static func time(_ range: ClosedRange<Double>) -> KeyType {
    KeyType(
      kind: .time(range),
      read: { value in
        value.parsed(
          expected: "\(range.timeWords): seconds, or a length of time such as 250ms, 30s, 5m, 1h"
        ) { DurationText.seconds($0).flatMap(range.kept).map { .seconds($0) } }
      }, words: { $0 == .zero ? "0" : Figures.short($0.inSeconds) + "s" })
  }
}

extension KeyType where Value == Price {
  /// An amount of money.
  static func money(_ range: ClosedRange<Price>) -> KeyType {
    KeyType(
      kind: .money(range),
      read: { value in
        value.parsed(expected: "an amount of money " + (range.lowerBound > .zero ? "more than 0" : "from 0"))
        {
          Price(decimal: $0).flatMap(range.kept)
        }
      })
  }
}

extension KeyType where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
  /// One of a closed set of words.
  static var words: KeyType {
    let words = Value.allCases.map(\.rawValue)
    return KeyType(
      kind: .words(words),
      read: { value in
        value.parsed(expected: words.joined(separator: ", "), near: words) { Value(rawValue: $0) }
      }, words: { "`\($0.rawValue)`" })
  }
}

extension YAMLValue {
  /// What its text means; `nil`, and it is told, when it means nothing. `near`: words that might have been meant.
  func parsed<Meaning>(
    expected: @autoclosure () -> String, near words: [String] = [], _ parse: (String) -> Meaning?
  ) -> Meaning? {
    guard let text else { return nil }
    if let meaning = parse(text) { return meaning }
    report("\(key) is '\(text)'", expected: expected(), suggestion: NearestWord.find(text, in: words))
    return nil
  }
}

extension ClosedRange {
  /// A value that lies in the range; `nil` otherwise.
  fileprivate func kept(_ value: Bound) -> Bound? { contains(value) ? value : nil }
}
