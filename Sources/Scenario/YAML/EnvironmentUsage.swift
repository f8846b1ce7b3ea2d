import RunModel

/// Which environment variables a scenario's files use, and how.
struct EnvironmentUsage {
  /// Manifests call them by name.
  private(set) var called: Set<String> = []
  /// Their values were put in.
  private(set) var opened: Set<String> = []
  private var plain: Set<String> = []

  mutating func add(_ expanded: EnvironmentExpansion.Expanded) {
    called.formUnion(expanded.called)
    opened.formUnion(expanded.opened)
    plain.formUnion(expanded.plain)
  }

  /// What is called by name, and written as a plain text elsewhere.
  var unclear: [String] { called.intersection(plain).sorted() }

  /// Words about the file, with names in place of values.
  func hiding(_ words: String, _ environment: EnvironmentExpansion) -> String {
    let values = called.union(opened).compactMap { name in environment.variables[name].map { (name, $0) } }
    let long = values.filter { $0.1.utf8.count >= Secrets.leastSearched }
    return long.sorted { ($1.1.count, $0.0) < ($0.1.count, $1.0) }.reduce(words) { words, variable in
      words.replacing(variable.1, with: "${\(variable.0)}")
    }
  }
}
