/// What a report says of a target. No key, no header.
public struct TargetFacts: Sendable, Hashable, Codable {
  /// Its name.
  public var name: String
  /// Its URL.
  public var baseURL: String
  /// The app's mode.
  package var app: String
  /// Streaming or blocking.
  package var responseMode: String
  /// The server's version, as it says itself.
  public var serverVersion: String?
  /// How connections were made.
  package var connections: String
  /// Whether certificates were not verified.
  package var insecure: Bool

  /// Facts.
  package init(
    name: String, baseURL: String, app: String, responseMode: String, serverVersion: String?,
    connections: String,
    insecure: Bool
  ) {
    self.name = name
    self.baseURL = baseURL
    self.app = app
    self.responseMode = responseMode
    self.serverVersion = serverVersion
    self.connections = connections
    self.insecure = insecure
  }
}
