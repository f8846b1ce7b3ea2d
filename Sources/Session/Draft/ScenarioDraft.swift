import Dify
import FoundationEssentials
import RunModel

/// A scenario to begin with, with comments: it passes `validate`, and runs.
public struct ScenarioDraft: Sendable, Hashable {
  /// A name for its file, of letters, digits and `-`.
  public let name: String
  /// The scenario, as YAML.
  public let text: String
  /// What the app is, in words; empty for the starter.
  public let app: String

  /// Asks an app what it is (`/info`, `/parameters`), and writes a scenario for it. `url` is the server's, such as
  /// `http://localhost/v1`, or `mock` for the embedded stand-in; `keyVariable` names the environment variable with the
  /// app's key. Throws ``UsageProblem`` when the app cannot be asked.
  public static func ask(
    url: String, keyVariable: String = "DIFY_API_KEY",
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> ScenarioDraft {
    guard keyVariable.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), !keyVariable.isEmpty else {
      throw UsageProblem(
        "'\(keyVariable)' is no name of an environment variable; the key itself does not belong on a command line"
      )
    }
    let target = try target(url, keyVariable)
    let opened = try TargetSecrets([target], variables: [], in: environment)
    do {
      let preflight = try await AppProbe.ask(opened.entries[0], opened.secrets)
      return AppDraft(
        app: preflight.description, version: preflight.serverVersion, url: url, keyVariable: keyVariable
      ).draft
    } catch {
      throw UsageProblem("\(url) cannot be asked: \(AppProbe.words(error, opened.secrets))")
    }
  }

  private static func target(_ url: String, _ keyVariable: String) throws -> TargetSpecification {
    if url == TargetSpecification.standInURL { return .standIn() }
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw UsageProblem("the address is '\(url)', expected http:// or https:// and a host, or mock")
    }
    return TargetSpecification(baseURL: url, key: .environment(keyVariable))
  }

  /// For the embedded stand-in; where a Dify goes is a comment.
  public static let starter = ScenarioDraft(
    name: "my",
    text: """
      # A load test to begin with: it runs against the embedded stand-in, which needs no Dify.
      #   floodgate validate my.yaml   checks it, and sends nothing
      #   floodgate ask my.yaml        does one task, and shows everything that comes
      #   floodgate run my.yaml        runs it, to a report and a verdict
      # 'floodgate init http://localhost/v1' writes one for an app of yours, with its inputs.
      name: my
      target: mock
      # target:
      #   base_url: http://localhost/v1
      #   api_key: ${DIFY_API_KEY}   # the variable's name, never the key itself

      # Parameters: each value of one with each of the others is a case.
      matrix:
        topic: [tides, volcanoes, bees]
        language: [English, German]
      # What the app gets; an input may be made of parameters.
      inputs:
        question: "Explain ${input.topic} in ${input.language}."
      repeat: 7   # 42 tasks: flawless, they decide both thresholds

      execution:
        concurrency: 5
        stop_conditions: {max_failures: 10}
      # Instead of each case once, a load over time:
      # load: {users: 10, ramp: 10s, warm_up: 10s, duration: 2m}
      # load: {rate: 2, duration: 2m, arrivals: poisson}

      thresholds:
        - success_rate >= 0.9
        - response_time.p90 < 30s

      """, app: "")
}
