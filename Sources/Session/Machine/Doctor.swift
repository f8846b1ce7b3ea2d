import Dify
import FoundationEssentials
import Glibc
import LoadEngine
import RunModel

/// Looks at a machine, and at the targets of a scenario, before any load.
package enum Doctor {
  /// What was found at one place: this machine, or a target.
  package struct Part: Sendable, Equatable {
    /// `machine`, or `target NAME`.
    package var place: String
    package var findings: [Finding]

    package init(place: String, findings: [Finding]) { (self.place, self.findings) = (place, findings) }

    /// The gravest of the findings.
    package var worst: Finding.Level {
      let levels = Finding.Level.allCases
      return levels.last { level in findings.contains { $0.level == level } } ?? .fine
    }
  }

  /// The machine's part.
  package static func machine(_ machine: Calibration.Machine, for manifest: PreparedRun?) -> Part {
    let wanted = manifest.map { $0.header.execution.mostAtOnce }
    return Part(place: "machine", findings: MachineRules(machine, wanted: wanted).findings)
  }

  /// A part for each target. Throws ``UsageProblem`` for a key that is not there.
  package static func targets(
    _ manifest: PreparedRun, in environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> [Part] {
    let header = manifest.header
    let opened = try TargetSecrets(of: header, in: environment)
    var parts: [Part] = []
    for entry in opened.entries {
      let findings = await findings(entry, opened.secrets).map { finding in
        Finding(
          finding.level, finding.subject, opened.secrets.redact(finding.words),
          do: opened.secrets.redact(finding.advice))
      }
      parts.append(Part(place: "target \(entry.written.name)", findings: findings))
    }
    return parts
  }

  private static func findings(_ entry: TargetSecrets.Entry, _ secrets: Secrets) async -> [Finding] {
    do {
      let answers = try await AppProbe.with(entry, secrets) { try await TargetAnswers.ask($0, $1) }
      let addresses = entry.opened.isStandIn ? [] : addresses(of: entry.opened.baseURL)
      return TargetRules(target: entry.written, addresses: addresses, trip: answers.trip, app: answers.app)
        .findings
    } catch {
      let silence = TargetSilence(error)
      return [Finding(.problem, "connection", silence.words, do: silence.advice)]
    }
  }

  /// The addresses of a URL's host, as this machine's resolver gives them.
  static func addresses(of url: String) -> [String] {
    guard let host = URL(string: url)?.host(), !host.isEmpty else { return [] }
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    return sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil }.compactMap { entry in
      guard let entry = entry?.pointee else { return nil }
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let code = getnameinfo(
        entry.ai_addr, entry.ai_addrlen, &text, UInt32(text.count), nil, 0, NI_NUMERICHOST)
      return code == 0
        ? String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }
  }
}
