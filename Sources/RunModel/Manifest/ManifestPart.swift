/// The cases of one scenario and variant: how many there are, and what tells them apart.
package struct ManifestPart: Sendable, Hashable, Codable {
  /// The scenario's name.
  package var scenario: String
  /// The variant, when there are several.
  package var variant: String?
  /// The parameters that come from the matrix: a case's place in it.
  package var dimensions: [String]
  /// Number of cases.
  package var cases: Int
  /// Number of requests when each case is done once: a conversation has one for each turn.
  package var requests: Int

  /// A part; of nothing yet.
  package init(
    scenario: String, variant: String? = nil, dimensions: [String] = [], cases: Int = 0, requests: Int = 0
  ) {
    self.scenario = scenario
    self.variant = variant
    self.dimensions = dimensions
    self.cases = cases
    self.requests = requests
  }

  /// Whether a case belongs to it.
  package func holds(_ testCase: TestCase) -> Bool {
    testCase.scenario == scenario && testCase.variant == variant
  }

  /// Takes in a case of so many turns; one without turns is one request.
  package mutating func count(turns: Int) {
    cases += 1
    requests += max(1, turns)
  }
}
