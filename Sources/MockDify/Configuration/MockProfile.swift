/// A stock deployment, in one word: which Dify it is, its workers and connections, and times as they were measured on a
/// real 1.11.2. Other options change what it sets.
enum MockProfile: String, CaseIterable {
  case dify1_11 = "dify-1.11"
  case dify1_13 = "dify-1.13"
  case dify1_16 = "dify-1.16"

  func apply(to configuration: inout MockConfiguration) {
    (configuration.workers, configuration.connections, configuration.keepAlive) = (1, 10, 2000)
    (configuration.firstByte, configuration.plugin, configuration.firstText) = (20, 35, 325)
    (configuration.gap, configuration.persistence) = (40, 2)
    switch self {
    case .dify1_11: configuration.generation = .v1_11
    case .dify1_13: (configuration.generation, configuration.celery) = (.v1_13, 1)
    case .dify1_16: (configuration.generation, configuration.celery) = (.v1_16, 4)
    }
  }

  static let option = MockOption(
    "profile", "A stock deployment, which the other options change.",
    expected: "one of \(allCases.map(\.rawValue).joined(separator: ", "))"
  ) {
    guard let profile = MockProfile(rawValue: $0) else { return false }
    profile.apply(to: &$1)
    return true
  }
}
