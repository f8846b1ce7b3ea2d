import RunModel
import Yams

/// `parameters:` of a data set, as `matrix` and `inputs`.
struct PlanParameters {
  /// Keys of the scenario.
  let keys: [(String, Node)]
  /// A pool of files is an axis of variants: each case goes with one file.
  let axes: [(String, Node)]
  /// Whether there is a question for chats.
  let hasQuery: Bool

  /// The parameter that is the question, not an input.
  private static let query = "query"

  init(_ reader: YAMLReader, _ plan: TestPlanTranslator, _ strategy: PlanStrategy) {
    let build = NodeBuilder(place: reader.node)
    var dimensions: [(name: String, node: Node)] = []
    var (inputs, axes): ([(String, Node)], [(String, Node)]) = ([], [])
    if let parameters = reader.mapping("parameters") {
      for name in parameters.names {
        guard let node = parameters.value(name), let kind = PlanParameter(name, node, plan) else { continue }
        switch kind.values {
        case .dimension(let node): dimensions.append((name == Self.query ? "_query" : name, node))
        case .input(let node): inputs.append((name, node))
        case .axis(let node): axes.append((name, node))
        }
      }
      parameters.finish()
    }
    let pairs = Self.pairs(reader, plan, dimensions.map { $0.name == "_query" ? Self.query : $0.name })
    let isPaired = strategy.mode == .pairwise && pairs.count > 1
    var matrix = dimensions.map { name, node in
      let stays =
        strategy.mode == .cartesian || (isPaired && pairs.contains(name == "_query" ? Self.query : name))
      return (name, stays ? node : Self.first(of: node))
    }
    if let word = Self.word(strategy, isPaired, build) { matrix.append(("strategy", word)) }
    hasQuery = dimensions.contains { $0.name == "_query" }
    var keys: [(String, Node)] = []
    if !dimensions.isEmpty { keys.append(("matrix", build.mapping(matrix))) }
    if !inputs.isEmpty { keys.append(("inputs", build.mapping(inputs))) }
    if hasQuery { keys.append(("query", build.text("${input._query}"))) }
    (self.keys, self.axes) = (keys, axes)
  }

  private static func word(_ strategy: PlanStrategy, _ isPaired: Bool, _ build: NodeBuilder) -> Node? {
    if isPaired {
      return strategy.limit.map { build.mapping(["t_wise": build.plain("2"), "max": $0]) }
        ?? build.text("pairwise")
    }
    return strategy.mode == .cartesian ? strategy.limit.map { build.mapping(["sample": $0]) } : nil
  }

  /// The names of `pairwise_dimensions`; without them, all that have several values.
  private static func pairs(_ reader: YAMLReader, _ plan: TestPlanTranslator, _ known: [String])
    -> [String]
  {
    let nodes = reader.list("pairwise_dimensions")
    for node in nodes {
      guard let name = node.scalar?.string, !known.contains(name) else { continue }
      plan.file.report(
        node, path: reader.child("pairwise_dimensions"), "'\(name)' is no parameter with values",
        expected: known.isEmpty ? nil : "one of \(known.joined(separator: ", "))",
        suggestion: NearestWord.find(name, in: known))
    }
    return nodes.isEmpty ? known : nodes.compactMap { $0.scalar?.string }
  }

  /// The first value of a dimension.
  private static func first(of node: Node) -> Node {
    let build = NodeBuilder(place: node)
    if let first = node.sequence?.first { return build.list([first]) }
    return node.mapping?["from"].map { build.list([$0]) } ?? node
  }
}
