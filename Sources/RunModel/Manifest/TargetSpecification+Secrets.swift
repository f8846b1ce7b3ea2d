extension TargetSpecification {
  /// Values of those headers that are secret by their names.
  package var secretHeaders: [Secret] {
    headers.filter { Self.isSecret($0.key) && !$0.value.isEmpty }.map { Secret($0.value) }
  }

  /// The target as it may be written down: a mark stands for secret headers, and for a proxy with a user in it.
  package var withoutSecrets: TargetSpecification {
    var target = self
    for name in headers.keys where Self.isSecret(name) { target.headers[name] = Secret.mark }
    if connection.proxy?.contains("@") == true { target.connection.proxy = Secret.mark }
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
}
