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

  let variables: [String: String]

  func expand(_ text: String) -> Result<String, Problem> {
    guard text.contains("${") else { return .success(text) }
    var output = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      output += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        output += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${"), let close = rest.firstIndex(of: "}") {
        switch resolve(rest[rest.index(rest.startIndex, offsetBy: 2)..<close]) {
        case .success(let value): output += value
        case .failure(let problem): return .failure(problem)
        }
        rest = rest[rest.index(after: close)...]
      } else {
        output += "$"
        rest = rest.dropFirst()
      }
    }
    return .success(output + rest)
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
