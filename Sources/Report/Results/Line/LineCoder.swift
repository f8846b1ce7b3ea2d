import RunModel

/// Goes over the figures of a line of results, and writes them or reads them back: a record declares each figure once,
/// with the name, the value, and what becomes of a value that is read.
///
/// Declarations are code rather than a table of closures: with the coder known, only writing (or reading) is left of
/// them, in one straight function.
protocol LineCoder {
  /// A figure. `value` is written as `write` does it, and left out when it is `nil`; what stands in a line goes to `set`,
  /// unless `parse` finds that it is none. A line without a figure that is `required` is none.
  mutating func figure<Value>(
    _ name: String, required: Bool, _ value: () -> Value?, _ set: (Value) -> Void,
    write: (Value, inout CanonicalJSON) -> Void, parse: (JSONValue) -> Value?)
}

/// What stands in lines of results as an object.
protocol LineRecord {
  /// Without any figure.
  init()
  /// Its figures, in the order in which they are written and read. Writing changes nothing.
  mutating func code(_ line: inout some LineCoder)
}

extension LineCoder {
  /// A whole number within what may be added without a trap.
  @inline(__always)
  mutating func number(
    _ name: String, required: Bool = false, _ value: @autoclosure () -> Int64?, _ set: (Int64) -> Void
  ) {
    figure(name, required: required, value, set) {
      $1.write(integer: $0)
    } parse: {
      guard case .integer(let number) = $0, number.magnitude < 1 << 55 else { return nil }
      return number
    }
  }

  /// A number of things; left out when there are none.
  @inline(__always)
  mutating func count(_ name: String, _ value: @autoclosure () -> Int, _ set: (Int) -> Void) {
    number(name, Self.unlessZero(value())) { set(Int($0)) }
  }

  @inline(__always)
  mutating func text(_ name: String, _ value: @autoclosure () -> String?, _ set: (String) -> Void) {
    figure(name, required: false, value, set) {
      $1.write($0)
    } parse: {
      $0.stringValue
    }
  }

  /// A text that is one of a few.
  @inline(__always)
  mutating func word<Word: RawRepresentable<String>>(
    _ name: String, required: Bool = false, _ value: @autoclosure () -> Word?, _ set: (Word) -> Void
  ) {
    figure(name, required: required, value, set) {
      $1.write($0.rawValue)
    } parse: {
      $0.stringValue.flatMap { Word(rawValue: $0) }
    }
  }

  /// Left out when it is not so.
  @inline(__always)
  mutating func flag(_ name: String, _ value: @autoclosure () -> Bool, _ set: () -> Void) {
    figure(name, required: false, { value() ? true : nil }, { _ in set() }) {
      $1.write(.bool($0))
    } parse: {
      $0 == true ? true : nil
    }
  }

  private static func unlessZero(_ count: Int) -> Int64? { count == 0 ? nil : Int64(count) }
}
