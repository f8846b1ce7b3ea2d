/// From which cases are made: dimensions, how they are combined, and what each case asks.
package struct MatrixSpecification: Sendable, Hashable {
  /// How dimensions are combined.
  package enum Strategy: Sendable, Hashable {
    /// Every value with every other; the last dimension varies fastest.
    case cartesian
    /// The first values, the second values, ...: lists of one length; a single value is repeated.
    case zip
    /// So many points of the product, drawn without repetition.
    case sample(Int)
    /// A first case of first values, then one value changed at a time.
    case oneFactorAtATime
    /// Few cases with every combination of values of every two, three or four dimensions.
    case covering(Covering)
  }

  /// The scenario's name.
  package var scenario: String
  /// The workflow or app that results are named by.
  package var workflowID: String
  /// The variant's name.
  package var variant: String?
  /// The data set that it is of, when a plan has several.
  package var dataset: String?
  /// How often its cases are drawn, in mixes; at least 0.
  package var weight: Double
  /// The dimensions, in order.
  package var dimensions: [Dimension]
  /// How they are combined.
  package var strategy: Strategy
  /// As in GitHub's matrices: an entry adds its values to every combination of which it changes nothing; one that
  /// fits none is a case of its own.
  package var include: [[String: JSONValue]]
  /// Combinations that are left out: all that agree with one of these. `include` comes after it.
  package var exclude: [[String: JSONValue]]
  /// Constants and templates that go into the inputs, beside the dimensions.
  package var inputs: [String: JSONValue]
  /// Template of the question, in chats.
  package var query: String?
  /// Templates of a conversation's turns.
  package var turns: [Turn]
  /// What follows a turn that fails and has no rule of its own.
  package var onFailedTurn = Turn.OnFail.end
  /// Files that go with each request.
  package var files: [FileReference]
  /// Template of the end user that a case names; `nil` for the target's own users.
  package var user: String?
  /// Expectations on each answer; texts may be templates.
  package var expectations: [Expectation]
  /// Tags of each case; values may be templates.
  package var tags: [String: String]
  /// How often each case is done.
  package var repeats: Int
  /// Where keys stand in the scenario, such as `s.yaml:4:5`, by their paths: for what is found wrong later.
  package var places: [String: String] = [:]

  /// A specification; one case without dimensions.
  package init(
    scenario: String = "default", workflowID: String = "app", variant: String? = nil, dataset: String? = nil,
    weight: Double = 1, dimensions: [Dimension] = [],
    strategy: Strategy = .cartesian, include: [[String: JSONValue]] = [], exclude: [[String: JSONValue]] = [],
    inputs: [String: JSONValue] = [:], query: String? = nil, turns: [Turn] = [], files: [FileReference] = [],
    user: String? = nil, expectations: [Expectation] = [], tags: [String: String] = [:], repeats: Int = 1
  ) {
    self.scenario = scenario
    self.workflowID = workflowID
    self.variant = variant
    self.dataset = dataset
    self.weight = weight
    self.dimensions = dimensions
    self.strategy = strategy
    self.include = include
    self.exclude = exclude
    self.inputs = inputs
    self.query = query
    self.turns = turns
    self.files = files
    self.user = user
    self.expectations = expectations
    self.tags = tags
    self.repeats = repeats
  }
}
