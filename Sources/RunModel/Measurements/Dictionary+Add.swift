extension Dictionary {
  /// Adds another's parts where they are, without a copy of any: `merge` adds the other's part to the one that has the name.
  mutating func add(_ other: Dictionary, _ merge: (inout Value, Value) -> Void) {
    for (name, part) in other {
      if let index = index(forKey: name) { merge(&values[index], part) } else { self[name] = part }
    }
  }
}
