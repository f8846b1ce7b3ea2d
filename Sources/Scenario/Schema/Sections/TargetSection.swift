import RunModel

/// Where the load goes.
enum TargetSection {
  static let target = SchemaSection(
    "target", "Where the load goes: the word `mock` for the embedded stand-in, or keys.", place: "target: @",
    readAs: ["target", "targets"],
    keys: [
      SchemaKey(
        "base_url", .text, nil,
        "Such as `http://localhost/v1`; `/v1` is added to a bare host. Not with `mock`",
        "http://localhost/v1"),
      SchemaKey(
        "api_key", .either([.text, .keys("api_key")]), nil,
        "Where the key is, never the key itself: `${NAME}` or a file. Not with `mock`", "\"${DIFY_API_KEY}\""),
      SchemaKey(
        "app", .words(TargetSpecification.AppKind.allCases.map(\.rawValue)), "asked for", "The app's mode",
        "workflow"),
      SchemaKey("workflow_version", .text, "the current one", "A published version", "v2"),
      SchemaKey(
        "response_mode", .words(TargetSpecification.ResponseMode.allCases.map(\.rawValue)), "`streaming`",
        "Streaming or blocking", "blocking"),
      SchemaKey("headers", .names(.text), "none", "More request headers", "{X-Test: load}"),
      SchemaKey("auto_generate_name", .flag, "`false`", "Let the server name conversations", "true"),
      SchemaKey(
        "stop_on_cancel", .flag, "`true`", "Stop runs on the server that the client gives up", "false"),
      SchemaKey("preflight", .flag, "`true`", "Check the app and the cases before the load", "false"),
      SchemaKey(
        "rate_limit", .keys("rate_limit"), "none",
        "The target's own limit; the stricter of it and `rate_control` holds", "{per_minute: 600}"),
      SchemaKey("users", .keys("users"), "a pool of 10", "The end users that requests name", "{size: 100}"),
      SchemaKey("connection", .keys("connection"), "see there", "How connections are made", "{http: 2}"),
      SchemaKey(
        "mock", .names(.any), "none",
        "Use the embedded stand-in, with these options (see `floodgate mock --help`)",
        "{first_text_ms: 100}"),
    ])

  static let apiKey = SchemaSection(
    "api_key", "A key that is in a file.", place: "target: {base_url: \"http://localhost\", api_key: @}",
    keys: [SchemaKey("file", .text, nil, "The file; surrounding white space is dropped", "/run/secrets/dify")]
  )

  static let users = SchemaSection(
    "users", "The end users that requests name.", place: "target: {mock: {}, users: @}",
    keys: [
      SchemaKey(
        "assignment", .words(UserPool.Assignment.allCases.map(\.rawValue)), "`pool`",
        "From a pool in turn, one a case, or a new one each time", "per-case"),
      SchemaKey("size", .integer(1...1_000_000), "10", "Size of the pool", "100"),
      SchemaKey("prefix", .text, "the run's id", "Every name begins with it", "load"),
    ])

  static let connection = SchemaSection(
    "connection", "How connections are made.", place: "target: {mock: {}, connection: @}",
    keys: [
      SchemaKey(
        "strategy", .words(ConnectionSettings.Strategy.allCases.map(\.rawValue)), "`pool`",
        "Who may use which connection: any free one, each user its own, or a new one each time", "per-user"),
      SchemaKey(
        "http", .either([.words(ConnectionSettings.HTTPVersion.allCases.map(\.rawValue)), .number(1.1...2)]),
        "1.1", "Version of HTTP: `1.1`, `2`, or `2-prior-knowledge`", "2"),
      SchemaKey(
        "insecure", .flag, "`false`", "Do not verify certificates; marked in the report", "true"),
      SchemaKey("ca_file", .text, "the system's", "File of trusted certificates (PEM)", "ca.pem"),
      SchemaKey(
        "proxy", .text, "none", "Proxy; the environment's proxies are not used", "\"http://proxy:3128\""),
      SchemaKey("connect_timeout", .time, "10s", "Limit for a connection to stand", "5s"),
      SchemaKey(
        "resolve", .list(.text), "none", "Fixed addresses: `host:port:address`",
        "[\"dify.test:443:127.0.0.1\"]"),
      SchemaKey(
        "resend_stale", .flag, "`false`",
        "Send a request again, on a new connection, when the kept one had ended; else it fails as `stale-connection`",
        "true"),
    ])
}
