extension Array {
  /// Calls `body` with each element where it lies: `for` would copy each, which for a record of a request means a count
  /// of references for every text in it.
  @inlinable
  package func forEachBorrowed(_ body: (borrowing Element) -> Void) {
    let elements = span
    for index in elements.indices { body(elements[index]) }
  }
}
