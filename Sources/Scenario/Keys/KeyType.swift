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
        guard let text = value.text else { return nil }
        if text == "true" || text == "false" { return text == "true" }
        value.report("\(value.key) is '\(text)'", expected: "true or false")
        return nil
      }, words: { "`\($0)`" })
  }
}

extension KeyType where Value == Int {
  /// A whole number within a range.
  static func integer(_ range: ClosedRange<Int>) -> KeyType {
    KeyType(
      kind: .integer(range),
      read: { value in
        guard let text = value.text else { return nil }
        if let number = Double(text), number == number.rounded(), number.magnitude < 1e15,
          range.contains(Int(number))
        {
          return Int(number)
        }
        value.report("\(value.key) is '\(text)'", expected: range.words)
        return nil
      }, words: { "\($0)" })
  }
}

extension KeyType where Value == Double {
  /// A number within a range.
  static func number(_ range: ClosedRange<Double>) -> KeyType {
    KeyType(
      kind: .number(range),
      read: { value in
        guard let text = value.text else { return nil }
        if let number = Double(text), range.contains(number) { return number }
        value.report("\(value.key) is '\(text)'", expected: range.words)
        return nil
      }, words: { Figures.short($0) })
  }
}

extension KeyType where Value == Double {
  /// So many a second within a range: a number, or with its unit of time, such as `90/m`.
  static func rate(_ range: ClosedRange<Double>) -> KeyType {
    KeyType(
      kind: .either([.number(range), .text]),
      read: { value in
        guard let text = value.text else { return nil }
        if let rate = RateText.perSecond(text), range.contains(rate) { return rate }
        value.report("\(value.key) is '\(text)'", expected: range.words + ", or such as 2/s, 90/m, 5000/h")
        return nil
      }, words: { Figures.short($0) })
  }
}

extension KeyType where Value == Duration {
  /// A length of time in seconds, or with a unit.
  static func time(_ range: ClosedRange<Double>) -> KeyType {
    KeyType(
      kind: .time(range),
      read: { value in
        guard let text = value.text else { return nil }
        if let seconds = DurationText.seconds(text), range.contains(seconds) { return .seconds(seconds) }
        value.report(
          "\(value.key) is '\(text)'",
          expected: "\(range.timeWords): seconds, or a length of time such as 250ms, 30s, 5m, 1h")
        return nil
      }, words: { $0 == .zero ? "0" : Figures.short($0.inSeconds) + "s" })
  }
}

extension KeyType where Value == Price {
  /// An amount of money.
  static func money(_ range: ClosedRange<Price>) -> KeyType {
    KeyType(
      kind: .money(range),
      read: { value in
        guard let text = value.text else { return nil }
        if let price = Price(decimal: text), range.contains(price) { return price }
        value.report(
          "\(value.key) is '\(text)'",
          expected: "an amount of money " + (range.lowerBound > .zero ? "more than 0" : "from 0"))
        return nil
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
        guard let text = value.text else { return nil }
        if let word = Value(rawValue: text) { return word }
        value.report(
          "\(value.key) is '\(text)'", expected: words.joined(separator: ", "),
          suggestion: NearestWord.find(text, in: words))
        return nil
      }, words: { "`\($0.rawValue)`" })
  }
}
