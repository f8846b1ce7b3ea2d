/// What the load goes to. The key itself is never part of it, only where to find it.
public struct TargetSpecification: Sendable, Hashable, Codable {
  /// Where an API key comes from.
  public enum KeySource: Sendable, Hashable, Codable {
    /// An environment variable.
    case environment(String)
    /// A file; surrounding white space is dropped.
    case file(String)
  }

  /// Dify's app modes, as `GET /info` names them.
  public enum AppKind: String, Sendable, Codable, CaseIterable {
    /// Workflow.
    case workflow
    /// Chatflow.
    case advancedChat = "advanced-chat"
    /// Chatbot.
    case chat
    /// Agent.
    case agentChat = "agent-chat"
    /// New Agent.
    case agent
    /// Text generator.
    case completion
  }

  /// Streaming or blocking.
  public enum ResponseMode: String, Sendable, Codable, CaseIterable {
    /// Server-sent events.
    case streaming
    /// One JSON answer.
    case blocking
  }

  /// What becomes of runs that the client gives up.
  package enum OnCancel: String, Sendable, Codable, CaseIterable {
    /// They are stopped on the server, and their streams are closed.
    case stop
    /// Their streams are closed; they go on at the server, and nobody waits for them.
    case close
    /// Their streams are closed; they go on, and the end of the load waits for them.
    case wait
  }

  /// Name by which scenarios and variants refer to it.
  public var name: String
  /// The server, such as `http://localhost/v1`; `mock` for the embedded stand-in.
  public var baseURL: String
  /// Where the key is; `nil` only for the stand-in.
  public var key: KeySource?
  /// The app's mode; `nil` to ask the server.
  public var app: AppKind?
  /// A published version to run instead of the current one.
  public var workflowVersion: String?
  /// Streaming by default.
  public var responseMode: ResponseMode
  /// Extra request headers. Their values count as secret when the name says so (authorization, key, token,
  /// cookie, secret, password): they are never written down, but for the names of environment variables that they call.
  public var headers: [String: String]
  /// How connections are made.
  public var connection: ConnectionSettings
  /// The environment's own limit; the stricter of it and the run's holds.
  public var rateLimit: RateLimit?
  /// End users.
  public var users: UserPool
  /// Whether the server may name new conversations (an extra model call); off by default.
  public var autoGenerateName: Bool
  /// Whether runs that the client gave up are stopped on the server; on by default.
  public var stopOnCancel: Bool
  /// What becomes of runs that the client gives up, when more than ``stopOnCancel`` is said.
  package var onCancel: OnCancel?
  /// Whether the app is checked (mode, inputs) before the run; on by default.
  public var preflight: Bool
  /// What a request to it is; `nil` for a run of the app.
  package var call: TargetCall?
  /// The id of the knowledge base that is asked.
  package var dataset: String?
  /// Whether documents that the load made stay in the knowledge base; `nil` for no.
  package var keepsDocuments: Bool?
  /// What is asked after each answer.
  package var followUps: [FollowUp]?
  /// Runs that are stopped while they answer.
  package var stopPlan: StopPlan?
  /// Whether each request of the load says its trace (`traceparent`), and the share of the tasks that say so as sampled;
  /// `nil` for none.
  package var traceparent: Double?
  /// What models cost for which it states no price.
  package var prices: PriceTable?
  /// Settings of the stand-in, when `baseURL` is `mock`.
  package var mock: [String: JSONValue]

  /// What ``baseURL`` is for the embedded stand-in, as scenarios write it.
  package static let standInURL = "mock"

  /// Whether the load goes to the embedded stand-in.
  package var isStandIn: Bool { baseURL == Self.standInURL }

  /// What becomes of runs that the client gives up.
  package var givingUp: OnCancel { onCancel ?? (stopOnCancel ? .stop : .close) }

  /// The embedded stand-in, with its options (see `floodgate mock --help`).
  public static func standIn(_ options: [String: JSONValue] = [:]) -> TargetSpecification {
    TargetSpecification(baseURL: standInURL, mock: options)
  }

  /// A target.
  public init(
    name: String = "default", baseURL: String, key: KeySource? = nil, app: AppKind? = nil,
    workflowVersion: String? = nil, responseMode: ResponseMode = .streaming, headers: [String: String] = [:],
    connection: ConnectionSettings = .init(), rateLimit: RateLimit? = nil, users: UserPool = .init(),
    autoGenerateName: Bool = false, stopOnCancel: Bool = true, preflight: Bool = true,
    mock: [String: JSONValue] = [:]
  ) {
    self.name = name
    self.baseURL = baseURL
    self.key = key
    self.app = app
    self.workflowVersion = workflowVersion
    self.responseMode = responseMode
    self.headers = headers
    self.connection = connection
    self.rateLimit = rateLimit
    self.users = users
    self.autoGenerateName = autoGenerateName
    self.stopOnCancel = stopOnCancel
    self.preflight = preflight
    self.mock = mock
  }
}

/// The end users that requests name.
public struct UserPool: Sendable, Hashable, Codable {
  /// How a task gets its user.
  public enum Assignment: String, Sendable, Codable, CaseIterable {
    /// From a pool of fixed size, in turn.
    case pool
    /// One a case: the same in every run.
    case perCase = "per-case"
    /// A new one each time: the server adds a row for each.
    case unique
  }

  /// How a task gets its user.
  package var assignment: Assignment
  /// Size of the pool; at least 1.
  package var size: Int
  /// Every name begins with it; the run's id when `nil`, so that the server's logs can be told apart.
  package var prefix: String?

  /// A pool of 10 by default.
  public init(assignment: Assignment = .pool, size: Int = 10, prefix: String? = nil) {
    self.assignment = assignment
    self.size = size
    self.prefix = prefix
  }
}
