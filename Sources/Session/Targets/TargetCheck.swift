import Dify
import FoundationEssentials
import RunModel

/// What a target's app says of itself before any load, and how the scenario fits it.
package struct TargetCheck: Sendable {
  package let target: TargetSpecification
  /// What the app said; `nil` when it could not be asked.
  package let app: AppDescription?
  /// The server's version, when it says it.
  package let serverVersion: String?
  /// What keeps the scenario from running.
  package let problems: [String]
  /// What would change what is measured, and what the app does not tell.
  package let notes: [String]

  /// Asks the app of each target. Throws ``UsageProblem`` for a key that is not there.
  package static func ask(
    _ manifest: PreparedRun, in environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> [TargetCheck] {
    let header = manifest.header
    let opened = try TargetSecrets(of: header, in: environment)
    let cases = Dictionary(grouping: try manifest.firstCases(RunTargets.caseLimit)) {
      header.targetName(of: $0)
    }
    var checks: [TargetCheck] = []
    for entry in opened.entries {
      let own = cases[entry.written.name] ?? []
      do {
        let preflight = try await AppProbe.ask(entry, opened.secrets)
        checks.append(check(entry.written, preflight, own, opened.secrets, header))
      } catch {
        checks.append(
          TargetCheck(
            target: entry.written, app: nil, serverVersion: nil,
            problems: ["it cannot be asked: \(AppProbe.words(error, opened.secrets))"], notes: []))
      }
    }
    return checks
  }

  private static func check(
    _ target: TargetSpecification, _ preflight: Preflight, _ cases: [TestCase], _ secrets: Secrets,
    _ header: ManifestHeader
  ) -> TargetCheck {
    let most = header.execution.mostAtOnce
    let limit =
      target.call != nil
      ? []
      : [
        "how many runs the app takes at once (`max_active_requests`) it does not tell; this asks for up to \(most), and what is beyond its limit is refused as `app-refused`",
        "which model and provider answer it does not tell, nor what they cost: `floodgate ask` shows it of one task",
      ]
    let notes = preflight.notes(on: target, cases: cases) + limit
    return TargetCheck(
      target: target, app: preflight.description, serverVersion: preflight.serverVersion.map(secrets.redact),
      problems: preflight.problems(with: target, cases: cases, secrets), notes: notes.map(secrets.redact))
  }
}

extension ManifestHeader {
  /// The target that a case goes to.
  func targetName(of testCase: TestCase) -> String {
    scenarios.first { $0.name == testCase.scenario }?.target(of: testCase.variant) ?? targets.first?.name
      ?? "default"
  }
}
