/// One thing to ask of the app: a point of the matrix, ready to be sent.
public struct TestCase: Sendable, Hashable, Codable, Identifiable {
  /// Made from the content (see `CaseMatrix`), so the same case has the same id in every build.
  public var id: String
  /// The app or workflow that it asks.
  public var workflowID: String
  /// The scenario's name.
  public var scenario: String
  /// The data set, when it came from one.
  public var dataset: String?
  /// The variant, when there are several.
  public var variant: String?
  /// What goes into the app's `inputs`.
  public var parameters: [String: JSONValue]
  /// The question of a chat with a single turn.
  public var query: String?
  /// The turns of a conversation; empty for a single request.
  public var turns: [Turn]
  /// Files that go with the request.
  public var files: [FileReference]
  /// The end user, when the case names one.
  public var user: String?
  /// Free labels that results can be grouped and filtered by.
  public var tags: [String: String]
  /// Expectations on the answer, beside those of the scenario.
  public var expectations: [Expectation]
  /// How often it is drawn, in mixes; at least 0.
  public var weight: Double
  /// Which repetition of the same content it is, from 0.
  public var repetition: Int
  /// Of a replay, when it arrives: seconds since the load's begin; `nil` of others.
  package var arrival: Double?

  /// A case.
  public init(
    id: String, workflowID: String = "app", scenario: String = "default", dataset: String? = nil,
    variant: String? = nil, parameters: [String: JSONValue] = [:], query: String? = nil, turns: [Turn] = [],
    files: [FileReference] = [], user: String? = nil, tags: [String: String] = [:],
    expectations: [Expectation] = [], weight: Double = 1, repetition: Int = 0
  ) {
    self.id = id
    self.workflowID = workflowID
    self.scenario = scenario
    self.dataset = dataset
    self.variant = variant
    self.parameters = parameters
    self.query = query
    self.turns = turns
    self.files = files
    self.user = user
    self.tags = tags
    self.expectations = expectations
    self.weight = weight
    self.repetition = repetition
  }
}
