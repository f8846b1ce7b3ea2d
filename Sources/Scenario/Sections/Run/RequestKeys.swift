import RunModel

/// The requests before and after a scenario.
struct RequestsKeys: KeyGroup {
  let setup = Key(
    "setup", RequestKeys.list, "Requests that come once before", "[{query: wake up}]")
  let teardown = Key(
    "teardown", RequestKeys.list, "Requests that come once after", "[{query: goodbye}]")
  let setupTimeout = Key(
    "setup_timeout", .time(Ranges.positiveTime), without: "`timeout_per_task`",
    "Time limit of each of those requests", "30s")
}

/// A request of `setup` or `teardown`.
struct RequestKeys: KeySection {
  static let about = SectionFacts(
    "request",
    "A request of `setup` or `teardown`. Its results are kept apart; when setup fails, the scenario is not begun.",
    place: "setup: [@]")

  let inputs = Key("inputs", .object(isSent: true), default: [:], "The app's inputs", "{topic: tides}")
  let query = Key("query", .sentText, "The question, in chats", "Hello")
  let files = Key(
    "files", .list(of: .keys(FileReferenceKeys.self)), default: [], "Files that go with it", "[{path: a.pdf}]"
  )
  let expectations = Key(
    "expect", ExpectationKeys.list, default: [], "What must hold of the answer", "[{min_length: 1}]")

  /// One request, or a list of them.
  static let list = KeyType<YAMLValue>.written(as: .list(.keys(about.name)))

  static func cases(_ value: YAMLValue?, of matrix: MatrixSpecification) -> [TestCase] {
    (value?.elements ?? []).enumerated().compactMap { number, value in
      value.read(Self.self) { keys in
        TestCase(
          id: "\(matrix.scenario)-\(value.key)-\(number + 1)", workflowID: matrix.workflowID,
          scenario: matrix.scenario, parameters: keys.inputs, query: keys.query, files: keys.files,
          expectations: keys.expectations)
      }
    }
  }
}
