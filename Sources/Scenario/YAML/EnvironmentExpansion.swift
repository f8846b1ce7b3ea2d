import RunModel

/// Puts environment variables into texts: `${NAME}`, `${NAME:-default}`, `${NAME:?message}`; `$${` is a plain `${`.
/// `${input.x}` and `${turn.x}` are left alone: they are filled later.
struct EnvironmentExpansion: Sendable {
  /// A variable that cannot be put in.
  enum Problem: Error, Equatable, CustomStringConvertible {
    case unset(String)
    case required(String, String)
    case malformed(String)

    var description: String {
      switch self {
      case .unset(let name):
        "the environment variable '\(name)' is not set; give it a default with ${\(name):-...}"
      case .required(let name, let message): "the environment variable '\(name)' is not set: \(message)"
      case .malformed(let text): "'\(text)' is no variable; write $${ for a plain ${"
      }
    }
  }

  /// A text and what was found in it.
  struct Expanded {
    var text = ""
    /// The variables that were put in.
    var opened: Set<String> = []
    /// The variables that are called by name still.
    var called: Set<String> = []
    /// What looks like a call, and is a plain text.
    var plain: Set<String> = []
  }

  let variables: [String: String]

  func expand(_ text: String) -> Result<String, Problem> { expand(text, callsByName: false).map(\.text) }

  /// - Parameter callsByName: whether variables that are set stay `${NAME}`, for manifests do not hold their values. One that
  ///   is a template itself is put in.
  func expand(_ text: String, callsByName: Bool) -> Result<Expanded, Problem> {
    guard text.contains("${") else { return .success(Expanded(text: text)) }
    var output = Expanded()
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      output.text += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        if let (name, _) = VariableName.read(rest.dropFirst()) { output.plain.insert(name) }
        output.text += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${"), let close = rest.firstIndex(of: "}") {
        let inside = rest[rest.index(rest.startIndex, offsetBy: 2)..<close]
        if let problem = put(inside, into: &output, callsByName) { return .failure(problem) }
        rest = rest[rest.index(after: close)...]
      } else {
        output.text += "$"
        rest = rest.dropFirst()
      }
    }
    output.text += rest
    return .success(output)
  }

  private func put(_ inside: Substring, into output: inout Expanded, _ callsByName: Bool) -> Problem? {
    let name = String(inside.prefix { $0 != ":" })
    switch resolve(inside) {
    case .failure(let problem): return problem
    case .success(let value):
      guard variables[name] != nil else {
        output.text += value
        return nil
      }
      let isTemplate = value.contains("${input.") || value.contains("${turn.")
      if callsByName, !isTemplate { output.called.insert(name) } else { output.opened.insert(name) }
      output.text += callsByName && !isTemplate ? "${\(name)}" : value
      return nil
    }
  }

  private func resolve(_ inside: Substring) -> Result<String, Problem> {
    if inside.hasPrefix("input.") || inside.hasPrefix("turn.") { return .success("${\(inside)}") }
    let name = String(inside.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    let rest = inside.dropFirst(name.count)
    guard !name.isEmpty, rest.isEmpty || rest.hasPrefix(":-") || rest.hasPrefix(":?") else {
      return .failure(.malformed("${\(inside)}"))
    }
    if let value = variables[name] { return .success(value) }
    if rest.hasPrefix(":-") { return .success(String(rest.dropFirst(2))) }
    if rest.hasPrefix(":?") { return .failure(.required(name, String(rest.dropFirst(2)))) }
    return .failure(.unset(name))
  }
}
