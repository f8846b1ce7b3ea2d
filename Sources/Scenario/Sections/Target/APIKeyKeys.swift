import RunModel

/// `api_key:`. Keys come from the environment or a file, never from the scenario itself: scenarios are committed.
struct APIKeyKeys: ValueSection {
  static let about = SectionFacts(
    "api_key", "A key that is in a file.", place: "target: {base_url: \"http://localhost\", api_key: @}")

  let path = Key(
    "file", .path, .required, "The file; surrounding white space is dropped", "/run/secrets/dify")

  static let type = KeyType<TargetSpecification.KeySource>.custom(.either([.text, .keys(about.name)])) {
    value in
    value.scalar.map { variable($0, value) } ?? value.read(Self.self)
  }

  static func read(_ keys: KeyReader<Self>) -> TargetSpecification.KeySource? {
    guard let path = keys.path else { return nil }
    if let problem = KeyFile.problem(path) { keys.mapping.report(problem) }
    return .file(path)
  }

  /// `${NAME}`, and nothing else.
  private static func variable(_ text: String, _ value: YAMLValue) -> TargetSpecification.KeySource? {
    let name = text.dropFirst(2).dropLast()
    if text.hasPrefix("${"), text.hasSuffix("}"), !name.isEmpty,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    {
      return .environment(String(name))
    }
    value.report(
      "a key must not stand in the scenario: it would be committed and shared",
      expected: "${NAME} of an environment variable, or {file: PATH}")
    return nil
  }
}
