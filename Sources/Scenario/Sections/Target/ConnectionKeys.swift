import RunModel

/// `connection:`.
struct ConnectionKeys: ValueSection {
  static let about = SectionFacts(
    "connection", "How connections are made.", place: "target: {mock: {}, connection: @}")

  let strategy = Key(
    "strategy", KeyType<ConnectionSettings.Strategy>.words, default: .pool,
    "Who may use which connection: any free one, each user its own, or a new one each time", "per-user")
  let http = Key(
    "http", .custom(version.kind, version.read), default: .http1, as: "1.1",
    "Version of HTTP: `1.1`, `2`, or `2-prior-knowledge`", "2")
  let insecure = Key(
    "insecure", .flag, default: false, "Do not verify certificates; marked in the report", "true")
  let caFile = Key(
    "ca_file", .path, without: "the system's", "File of trusted certificates (PEM)", "ca.pem")
  let proxy = Key(
    "proxy", .sentText, "Proxy; the environment's proxies are not used", "\"http://proxy:3128\"")
  let connectTimeout = Key(
    "connect_timeout", .time(Ranges.positiveTime), default: .seconds(10), "Limit for a connection to stand",
    "5s")
  let resolve = Key(
    "resolve", .list(of: address), default: [], "Fixed addresses: `host:port:address`",
    "[\"dify.test:443:127.0.0.1\"]")
  let resendStale = Key(
    "resend_stale", .flag, without: "`false`",
    "Send a request again, on a new connection, when the kept one had ended; else it fails as `stale-connection`",
    "true")

  /// Versions may be written as numbers.
  private static let version = KeyType<ConnectionSettings.HTTPVersion>(
    kind: .either([KeyType<ConnectionSettings.HTTPVersion>.words.kind, .number(1.1...2)]),
    read: KeyType<ConnectionSettings.HTTPVersion>.words.read)

  private static let address = KeyType<String>.custom(.text) { value in
    guard let text = value.text else { return nil }
    if text.split(separator: ":").count >= 3 { return text }
    value.report("'\(text)' is no fixed address", expected: "host:port:address")
    return nil
  }

  static func read(_ keys: KeyReader<Self>) -> ConnectionSettings? {
    ConnectionSettings(
      strategy: keys.strategy, http: keys.http, insecure: keys.insecure, caFile: keys.caFile,
      proxy: keys.proxy, connectTimeout: keys.connectTimeout.inSeconds, resolve: keys.resolve,
      resendStale: keys.resendStale)
  }
}

/// `users:` of a target.
struct UserKeys: ValueSection {
  static let about = SectionFacts(
    "users", "The end users that requests name.", place: "target: {mock: {}, users: @}")

  let assignment = Key(
    "assignment", KeyType<UserPool.Assignment>.words, default: .pool,
    "From a pool in turn, one a case, or a new one each time", "per-case")
  let size = Key("size", .integer(UserPool.Allowed.size), default: 10, "Size of the pool", "100")
  let prefix = Key("prefix", .text, without: "the run's id", "Every name begins with it", "load")

  static func read(_ keys: KeyReader<Self>) -> UserPool? {
    UserPool(assignment: keys.assignment, size: keys.size, prefix: keys.prefix)
  }
}
