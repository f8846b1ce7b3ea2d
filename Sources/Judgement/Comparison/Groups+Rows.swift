import RunModel

extension [Comparison.Group] {
  /// Changes the rows of all groups as one list.
  mutating func withRows(_ change: (inout [Comparison.Row]) -> Void) {
    let places = indices.flatMap { group in self[group].rows.indices.map { (group, $0) } }
    var rows = places.map { self[$0].rows[$1] }
    change(&rows)
    for ((group, place), row) in zip(places, rows) { self[group].rows[place] = row }
  }
}
