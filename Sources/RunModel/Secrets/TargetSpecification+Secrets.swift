extension TargetSpecification {
  /// What of a target that is ready to be asked must not be seen, beside its key: the values of those headers that are
  /// secret by their names, the proxy's user and password, and what the URL asks for.
  package var secrets: [Secret] {
    let values = headers.filter { Self.isSecret($0.key) }.flatMap { [$0.value] + Self.words($0.value) }
    let proxy = connection.proxy.map(URLSecrets.all) ?? []
    return (values + proxy + URLSecrets.all(baseURL)).filter { !$0.isEmpty }.map { Secret($0) }
  }

  /// Those that stand in it themselves, not as the name of an environment variable.
  package var writtenSecrets: [Secret] { secrets.filter { !VariableName.isIn($0.reveal()) } }

  /// The target as it may be written down: a mark stands for secret headers, and for a proxy with a user in it, unless
  /// they are called by the name of an environment variable.
  package var withoutSecrets: TargetSpecification {
    var target = self
    for (name, value) in headers where Self.isSecret(name) && !VariableName.isIn(value) {
      target.headers[name] = Secret.mark
    }
    if let proxy = connection.proxy, proxy.contains("@"), !VariableName.isIn(proxy) {
      target.connection.proxy = Secret.mark
    }
    return target
  }

  /// What is missing of a target that was written down without its secrets; `nil` when it is whole.
  package var missingSecret: String? {
    if connection.proxy == Secret.mark { return "proxy" }
    return headers.filter { $0.value == Secret.mark }.map { "header '\($0.key)'" }.min()
  }

  private static func isSecret(_ header: String) -> Bool {
    let name = header.lowercased()
    return ["authorization", "key", "token", "cookie", "secret", "password"].contains { name.contains($0) }
  }

  /// The long words of a header: the token behind `Bearer`.
  private static func words(_ value: String) -> [String] {
    value.split(separator: " ").map(String.init).filter { $0.utf8.count >= 8 && $0 != value }
  }
}

/// What of a URL is nobody else's business.
enum URLSecrets {
  /// Its user, its password, the values of its query.
  static func all(_ url: String) -> [String] {
    let (front, query) = split(url, at: "?")
    let authority = split(front.split(separator: "://", maxSplits: 1).last.map(String.init) ?? "", at: "/").0
    let user =
      authority.contains("@") ? authority.split(separator: "@").dropLast().joined(separator: "@") : ""
    let values = query.split(separator: "&").map { split(String($0), at: "=").1 }
    return (split(user, at: ":").1.isEmpty ? [user] : [user, split(user, at: ":").1])
      + values.filter { $0.utf8.count >= Secrets.leastSearched }
  }

  private static func split(_ text: String, at sign: Character) -> (String, String) {
    let parts = text.split(separator: sign, maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
  }
}
