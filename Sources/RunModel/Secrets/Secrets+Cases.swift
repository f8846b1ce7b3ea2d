extension Secrets {
  /// A case as it is sent.
  package func reveal(_ testCase: TestCase) -> TestCase {
    guard hasVariables else { return testCase }
    var revealed = testCase
    revealed.parameters = testCase.parameters.mapValues(reveal)
    revealed.query = testCase.query.map(reveal)
    revealed.user = testCase.user.map(reveal)
    revealed.turns = testCase.turns.map(reveal)
    revealed.files = testCase.files.map(reveal)
    revealed.expectations = testCase.expectations.map(reveal)
    return revealed
  }

  /// An expectation as answers are judged by it.
  package func reveal(_ expectation: Expectation) -> Expectation {
    guard hasVariables else { return expectation }
    return switch expectation {
    case .contains(let text): .contains(reveal(text))
    case .excludes(let text): .excludes(reveal(text))
    case .matches(let pattern): .matches(reveal(pattern))
    case .exists(let path): .exists(path: reveal(path))
    case .equals(let value, let path): .equals(reveal(value), path: path)
    case .hit(let text, let among): .hit(reveal(text), among: among)
    case .similar(let references, let measure, let least):
      .similar(references.map(reveal), measure: measure, atLeast: least)
    default: expectation
    }
  }

  /// A target as it is asked.
  package func reveal(_ target: TargetSpecification) -> TargetSpecification {
    var revealed = target
    revealed.baseURL = reveal(target.baseURL)
    revealed.headers = target.headers.mapValues(reveal)
    revealed.connection.proxy = target.connection.proxy.map(reveal)
    return revealed
  }

  private func reveal(_ turn: Turn) -> Turn {
    var revealed = turn
    revealed.query = reveal(turn.query)
    revealed.expectations = turn.expectations.map(reveal)
    return revealed
  }

  private func reveal(_ file: FileReference) -> FileReference {
    var revealed = file
    if case .remote(let url) = file.source { revealed.source = .remote(url: reveal(url)) }
    return revealed
  }
}
