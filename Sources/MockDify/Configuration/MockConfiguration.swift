/// How the stand-in behaves. Times are milliseconds; everything drawn is seeded by the request's content.
package struct MockConfiguration: Sendable {
  /// An app's mode.
  package enum App: String, Sendable, CaseIterable {
    case workflow
    case advancedChat = "advanced-chat"
    case chat
    case agentChat = "agent-chat"
    case agent
    case completion
  }

  /// Which Dify it speaks as: the order of events, the leading ping, where streaming runs are done.
  package enum Generation: String, Sendable, CaseIterable {
    case v1_11 = "1.11"
    case v1_13 = "1.13"
    case v1_16 = "1.16"

    /// What `X-Version` says.
    package var serverVersion: String {
      switch self {
      case .v1_11: "1.11.2"
      case .v1_13: "1.13.3"
      case .v1_16: "1.16.1"
      }
    }

    /// Since 1.13 streaming runs are done by Celery's workers: the head and a ping come before the run begins.
    var relaysFromCelery: Bool { self != .v1_11 }
  }

  package var app = App.workflow
  package var generation = Generation.v1_11
  package var key = "app-mock"
  /// The key of a second app of the same server: an empty workflow, start to end.
  package var emptyKey = "app-empty"
  /// The key of its knowledge base.
  package var knowledgeKey = "dataset-mock"
  package var seed: UInt64 = 1

  // MARK: What an answer takes

  /// Until the answer's first byte.
  package var firstByte = 5.0
  /// From there to the first text.
  package var firstText = 40.0
  /// How much longer the first text takes for each turn that its conversation has had.
  package var history = 0.0
  /// Between two texts.
  package var gap = 8.0
  /// A node's work before its model is asked: the plugin daemon.
  package var plugin = 0.0
  /// A node before the model that asks a tool; 0 for none.
  package var tool = 0.0
  /// Tools that answer at once; the others wait within their node. 0 for no limit.
  package var toolSlots = 0
  /// Spread of all times: the sigma of a log-normal.
  package var spread = 0.25
  /// Texts of an answer.
  package var events = 12
  /// All times are multiplied by it: a slower build.
  package var slowdown = 1.0
  /// By how much times grow with each thousand runs, as a share: a leak.
  package var leak = 0.0
  /// From the terminal event to the end of the answer: the run is being written to the database.
  package var persistence = 0.0

  /// A search in the knowledge base.
  package var knowledge = 60.0
  /// The indexing of a document.
  package var index = 400.0
  /// Documents that are indexed at once; the others wait.
  package var indexSlots = 2
  /// Until a text's first sound; 0 for an app that does not speak.
  package var speech = 0.0
  /// The questions that an app suggests after an answer; 0 for one that suggests none.
  package var suggested = 0.0
  /// How long the slot of a run that was stopped stays taken.
  package var stopHold = 0.0

  // MARK: What is done at once

  /// Runs that are served at once; the rest waits before its head. 0 for no limit.
  package var capacity = 0
  /// Runs that may wait for a place; what is over it gets a gateway's 503. `nil` for no limit.
  package var queue: Int?
  /// Waiting runs from which the server counts as overloaded, until none waits. 0 for never.
  package var overloadAt = 0
  /// Places while the server is overloaded.
  package var overloadCapacity = 1
  /// Streaming runs that Celery does at once (1.13 and later); the rest waits before `workflow_started`. 0 for no limit.
  package var celery = 0
  /// gunicorn's processes.
  package var workers = 1
  /// Connections that each process serves at once, kept idle ones too; others wait to be accepted. 0 for no limit.
  package var connections = 0
  /// An idle connection is closed after it. 0 for never.
  package var keepAlive = 0.0
  /// The app's own concurrency limit: what is over it is refused. 0 for none.
  package var limit = 0

  // MARK: What lies between

  /// A proxy holds a stream back until so many bytes have come, or it ends. 0 for no such proxy.
  package var buffer = 0
  /// What the way to the client carries, bytes a second: the server does not notice. 0 for all.
  package var bandwidth = 0.0
  /// Pings of a stream: at each such boundary since its start (1.11), or after such a silence. 0 for none.
  package var ping = 10_000.0

  /// The nodes of the graph between start and end; empty for one model.
  var graph: [GraphStep] = []
  /// Tools that an agent asks before it answers.
  package var thoughts = 0
  /// The model that answers.
  package var model = "stand-in"
  /// The currency of its prices.
  package var currency = "USD"

  // MARK: What the server's own tables say

  /// Share of runs that are in no table.
  package var lostRecords = 0.0
  /// Share of stopped runs that stay `running` in their table for good, as in 1.12.1.
  package var stopsUnrecorded = 0.0

  /// Whether it notes when it did what of each run.
  package var keepsLog = false

  /// Shares of requests that fail, by kind.
  package var faults: [MockFault: Double] = [:]
  /// Inputs that the app declares and checks.
  package var inputs: [MockInput] = []

  package init() {}
}

extension MockConfiguration {
  /// Until the first text of a request whose conversation has had so many turns.
  func firstText(after turns: Int) -> Double { firstText + history * Double(turns) }
}

extension MockConfiguration.App {
  /// Whether it thinks before it answers.
  var isAgent: Bool { self == .agentChat || self == .agent }
}
