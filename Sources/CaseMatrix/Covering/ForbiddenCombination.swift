/// What no row may be: values that must not meet. A row is forbidden when, in every dimension that is named here,
/// its value is one of those listed.
///
/// `[0: [2], 3: [0, 1]]` forbids value 2 of dimension 0 together with value 0 or 1 of dimension 3. An implication
/// "when a is 1, b must be 0 or 2" forbids `[a: [1], b: all values but 0 and 2]`. One that names no dimension
/// forbids every row.
package struct ForbiddenCombination: Sendable, Hashable {
  /// Indices of values by index of dimension.
  package var values: [Int: Set<Int>]

  /// A combination.
  package init(_ values: [Int: Set<Int>]) { self.values = values }

  /// Whether a whole row lies in it.
  package func contains(_ row: [Int]) -> Bool { values.allSatisfy { $0.value.contains(row[$0.key]) } }
}
