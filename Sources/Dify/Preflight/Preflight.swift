import LoadEngine
import RunModel

/// Checks a target before the load: does it answer, is the key right, is it the app that the scenario means,
/// do the cases fit its inputs.
package struct Preflight: Sendable {
  package var description: AppDescription
  package var serverVersion: String?
  /// What the server calls itself in its headers.
  var serverName: String?

  /// Asks the target. Throws ``RequestProblem``.
  package static func ask(_ client: DifyClient, scope: RunScope) async throws -> Preflight {
    let call = client.target.call ?? .run
    if call.asksKnowledge { return try await askKnowledge(client, call, scope) }
    let info = try await client.document(client.get("/info"), scope: scope)
    let parameters = try await client.document(client.get("/parameters"), scope: scope)
    _ = try await client.document(client.get("/meta"), scope: scope)
    var preflight = Preflight(description: AppDescription(info: info, parameters: parameters))
    await preflight.askServer(client, scope)
    return preflight
  }

  private static func askKnowledge(_ client: DifyClient, _ call: TargetCall, _ scope: RunScope) async throws
    -> Preflight
  {
    let path = "/datasets/\(AddressText.encoded(client.target.dataset ?? ""))"
    let dataset = try await client.document(client.get(path), scope: scope)
    var preflight = Preflight(description: AppDescription(dataset: dataset, call))
    await preflight.askServer(client, scope)
    return preflight
  }

  private mutating func askServer(_ client: DifyClient, _ scope: RunScope) async {
    let reader = AnswerReader(scope: scope, keepsContent: false)
    reader.wantsServerName = true
    let welcome = try? await client.document(client.get("/"), scope: scope, reader)
    (serverVersion, serverName) = (welcome?["server_version"]?.stringValue, reader.serverName)
  }

  /// What is wrong with the target's settings; empty when nothing is.
  package func problems(with target: TargetSpecification) -> [String] {
    let call = target.call ?? .run
    if call.asksKnowledge { return [] }
    var problems = problemsOfCalls(target, call)
    if let wanted = target.app, wanted != description.app {
      problems.append(
        "the scenario is for an app of mode '\(wanted.rawValue)', but the key belongs to one of mode '\(description.mode)'"
      )
    }
    let app = target.app ?? description.app
    if app == nil { problems.append("the app's mode '\(description.mode)' is not known; name it with app:") }
    if target.responseMode == .blocking, app == .agentChat || app == .agent {
      problems.append("agents answer only in streaming mode; response_mode is blocking")
    }
    return problems
  }

  private func problemsOfCalls(_ target: TargetSpecification, _ call: TargetCall) -> [String] {
    let asked = Set((target.followUps ?? []).map(\.kind))
    var problems: [String] = []
    if call == .speech || asked.contains(.speech), !description.speaks {
      problems.append("the app's text to speech is off, and the load asks for it")
    }
    if asked.contains(.suggested), !description.suggests {
      problems.append("the app suggests no questions after answers, and the load asks for them")
    }
    if !asked.isEmpty,
      (target.app ?? description.app).map({ [.workflow, .completion].contains($0) }) ?? false
    {
      problems.append("after_answer is of chats: the app is of mode '\(description.mode)'")
    }
    return problems
  }

  /// What is wrong with a case's inputs. Cases that mean to be refused say so by an expectation.
  package func problems(with testCase: TestCase) -> [String] {
    let expectsFailure = testCase.expectations.contains {
      switch $0 {
      case .status(let status): status != .succeeded
      case .refused: true
      default: false
      }
    }
    // Values beyond a limit were asked for.
    if expectsFailure || testCase.tags["boundary"] == "just-outside" { return [] }
    let files = Set(testCase.files.compactMap(\.variable))
    return description.inputs.compactMap { input in
      if files.contains(input.variable) { return nil }
      guard let value = testCase.parameters[input.variable], value != .null else {
        return input.isRequired ? "input '\(input.variable)' is required and missing" : nil
      }
      return InputCheck.problem(value, input)
    }
  }

  /// What of a target and its cases is wrong, free of secrets: a few are told.
  package func problems(with target: TargetSpecification, cases: [TestCase], _ secrets: Secrets) -> [String] {
    var problems = problems(with: target)
    guard (target.call ?? .run) == .run else { return problems.map(secrets.redact) }
    for testCase in cases where problems.count < 5 {
      let found = self.problems(with: secrets.reveal(testCase))
      if let first = found.first { problems.append("case \(testCase.id): \(first)") }
    }
    return problems.map(secrets.redact)
  }

  /// What changes what is measured, without being wrong.
  package func notes(on target: TargetSpecification, cases: [TestCase]) -> [String] {
    let isRun = (target.call ?? .run) == .run
    return description.warnings + AppTraps.ofServer(serverName)
      + AppTraps.ofFollowUps(target, description)
      + (isRun ? notesOfRuns(target, cases) : [])
  }

  private func notesOfRuns(_ target: TargetSpecification, _ cases: [TestCase]) -> [String] {
    AppTraps.of(target, target.app ?? description.app)
      + AppTraps.unknownInputs(cases, description)
  }
}
