import RunModel
import Yams

/// A target, either the word `mock` or a mapping.
struct TargetDecoder {
  let file: SourceFile

  func decode(_ node: Node, _ parent: YAMLReader, path: String) -> TargetSpecification {
    if case .scalar(let scalar) = node {
      if scalar.string != "mock" {
        file.report(
          node, path: path, "target is '\(scalar.string)'", expected: "mock, or base_url and api_key")
      }
      return .standIn()
    }
    guard var reader = YAMLReader(node, file, parent.environment, path: path) else {
      return .standIn()
    }
    return decode(&reader)
  }

  private func decode(_ reader: inout YAMLReader) -> TargetSpecification {
    let mock = reader.value("mock").flatMap { reader.json($0, path: reader.child("mock")) }
    var target = TargetSpecification(baseURL: baseURL(&reader, isMock: mock != nil))
    if case .object(let options) = mock { target.mock = options }
    target.key = key(&reader, isMock: target.isStandIn)
    target.app = reader.word("app")
    target.workflowVersion = reader.text("workflow_version")
    target.responseMode = reader.word("response_mode") ?? .streaming
    target.headers = headers(&reader)
    target.autoGenerateName = reader.flag("auto_generate_name") ?? false
    target.stopOnCancel = reader.flag("stop_on_cancel") ?? true
    target.preflight = reader.flag("preflight") ?? true
    target.rateLimit = ExecutionDecoder(file: file).rateLimit(reader.mapping("rate_limit"))
    if var users = reader.mapping("users") { target.users = self.users(&users) }
    if var connection = reader.mapping("connection") { target.connection = self.connection(&connection) }
    reader.finish()
    return target
  }

  private func baseURL(_ reader: inout YAMLReader, isMock: Bool) -> String {
    guard let node = reader.value("base_url"),
      let written = reader.sentURL(node, path: reader.child("base_url"))
    else {
      if !isMock, !reader.has("base_url") {
        file.report(
          reader.node, path: reader.path, "there is no base_url", expected: "such as http://localhost/v1")
      }
      return TargetSpecification.standInURL
    }
    let url = file.opened(written)
    let rest = ["http://", "https://"].first { url.lowercased().hasPrefix($0) }.map {
      url.dropFirst($0.count)
    }
    guard let rest, let first = rest.first, first != "/", !url.contains(where: \.isWhitespace) else {
      file.report(
        node, path: reader.child("base_url"), "base_url is '\(url)'",
        expected: "http:// or https:// and a host, such as http://localhost/v1")
      return written
    }
    if rest.prefix(while: { $0 != "/" }).contains("@") {
      file.report(
        node, path: reader.child("base_url"), "base_url holds a user or password",
        expected: "api_key for Dify's key, and no user in the URL")
    }
    return written
  }

  /// Keys come from the environment or a file, never from the scenario itself: scenarios are committed.
  private func key(_ reader: inout YAMLReader, isMock: Bool) -> TargetSpecification.KeySource? {
    guard let node = reader.value("api_key") else {
      if !isMock {
        file.report(
          reader.node, path: reader.path, "there is no api_key",
          expected: "api_key: ${DIFY_API_KEY}, or api_key: {file: PATH}")
      }
      return nil
    }
    if case .scalar(let scalar) = node {
      let text = scalar.string
      let name = text.dropFirst(2).dropLast()
      if text.hasPrefix("${"), text.hasSuffix("}"), !name.isEmpty,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      {
        return .environment(String(name))
      }
      file.report(
        node, path: reader.child("api_key"),
        "a key must not stand in the scenario: it would be committed and shared",
        expected: "${NAME} of an environment variable, or {file: PATH}")
      return nil
    }
    var inner = YAMLReader(node, file, reader.environment, path: reader.child("api_key"))
    let path = inner?.text("file")
    inner?.finish()
    guard let path = path.map({ file.path($0, in: node) }) else { return nil }
    if let problem = KeyFile.problem(path) { file.report(node, path: reader.child("api_key"), problem) }
    return .file(path)
  }

  private func headers(_ reader: inout YAMLReader) -> [String: String] {
    guard var headers = reader.mapping("headers") else { return [:] }
    var result: [String: String] = [:]
    for name in headers.names {
      guard let node = headers.value(name), let value = headers.sentText(node, path: headers.child(name))
      else {
        continue
      }
      let isToken =
        !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
      guard isToken, !file.opened(value).contains(where: \.isNewline) else {
        file.report(
          node, path: headers.child(name), "'\(name)' is no header",
          expected: "a name of letters, digits and '-', and a value on one line")
        continue
      }
      result[name] = value
    }
    return result
  }

  private func users(_ reader: inout YAMLReader) -> UserPool {
    defer { reader.finish() }
    return UserPool(
      assignment: reader.word("assignment") ?? .pool,
      size: reader.integer("size", 1...1_000_000, "1 to 1000000") ?? 10,
      prefix: reader.text("prefix"))
  }

  private func connection(_ reader: inout YAMLReader) -> ConnectionSettings {
    var settings = ConnectionSettings()
    settings.strategy = reader.word("strategy") ?? .pool
    settings.http = reader.word("http") ?? .http1
    settings.insecure = reader.flag("insecure") ?? false
    if let node = reader.value("ca_file"), let path = reader.text(node, path: reader.child("ca_file")) {
      settings.caFile = file.path(path, in: node)
    }
    settings.proxy = reader.sentText("proxy")
    settings.connectTimeout = reader.duration("connect_timeout", positive: true)?.inSeconds ?? 10
    settings.resolve = reader.list("resolve").compactMap { node in
      guard let text = reader.text(node, path: reader.child("resolve")) else { return nil }
      if text.split(separator: ":").count < 3 {
        file.report(
          node, path: reader.child("resolve"), "'\(text)' is no fixed address", expected: "host:port:address")
      }
      return text
    }
    settings.resendStale = reader.flag("resend_stale")
    reader.finish()
    return settings
  }
}
