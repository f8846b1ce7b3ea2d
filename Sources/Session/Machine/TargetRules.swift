import Dify
import RunModel

/// What a target's distance and its app mean for a load. Pure.
struct TargetRules {
  let target: TargetSpecification
  /// The addresses of its name; empty when it was not asked for.
  let addresses: [String]
  let trip: RoundTrip
  /// What the app said, or why it said nothing.
  let app: Result<Preflight, TargetSilence>

  var findings: [Finding] { [name, connection, roundTrip, version].compactMap(\.self) }

  private var name: Finding? {
    guard !addresses.isEmpty else { return nil }
    return quick(
      trip.nameLookup, "DNS",
      "\(addresses.joined(separator: ", ")) in \(Figures.seconds(trip.nameLookup))",
      do:
        "a slow name server: each new connection may wait for it; 'resolve:' of the connection settings names the address"
    )
  }

  /// Whether something is near enough not to be in the way: up to a tenth of a second.
  private func quick(_ seconds: Double, _ subject: String, _ words: String, do advice: String) -> Finding {
    seconds > 0.1 ? Finding(.note, subject, words, do: advice) : Finding(.fine, subject, words)
  }

  private var connection: Finding {
    let words = "TCP \(Figures.seconds(trip.connect))"
    guard target.baseURL.hasPrefix("https") else {
      return Finding(.fine, "connection", target.isStandIn ? words : "\(words), without TLS")
    }
    let secured = "\(words), TLS \(Figures.seconds(trip.handshake))"
    guard target.connection.insecure else {
      return Finding(.fine, "connection", "\(secured), certificate and name checked")
    }
    return Finding(
      .note, "connection", "\(secured), certificate not checked (insecure)",
      do: "name the authority's file (ca_file) instead, so that the load goes to whom it is meant for")
  }

  private var roundTrip: Finding? {
    guard let median = trip.median, let worst = trip.trips.last else { return nil }
    let words =
      "\(Figures.seconds(median)) of a request without work, at most \(Figures.seconds(worst)) of \(trip.trips.count)"
    return quick(
      median, "round trip", words,
      do:
        "far away, or busy: every TTFT has this in it; measure from a machine near the server to see the server alone"
    )
  }

  private var version: Finding {
    switch app {
    case .success(let preflight):
      let version = preflight.serverVersion.map { "Dify \($0)" } ?? "a Dify that does not say its version"
      return Finding(
        .fine, "app", "'\(preflight.description.name)', mode \(preflight.description.mode), \(version)")
    case .failure(let silence):
      return Finding(.problem, "app", silence.words, do: silence.advice)
    }
  }
}

/// Why an app said nothing.
struct TargetSilence: Error {
  var words: String
  var advice: String
}

extension TargetSilence {
  init(_ error: any Error) {
    self.init(
      words: "\(error)",
      advice: (error as? RequestProblem)?.advice ?? "see what the server or a proxy before it says")
  }
}
