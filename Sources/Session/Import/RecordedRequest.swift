import FoundationEssentials
import RunModel

/// A request for a run of an app, out of a recording of another program.
struct RecordedRequest: Sendable, Hashable {
  /// Which of Dify's endpoints it is for.
  enum Endpoint: String, Sendable, Hashable, CaseIterable {
    case chat = "/chat-messages"
    case completion = "/completion-messages"
    case workflow = "/workflows/run"

    /// What `app:` of a target says; chats may be of several kinds, so that the app is asked.
    var app: String? {
      switch self {
      case .chat: nil
      case .completion: "completion"
      case .workflow: "workflow"
      }
    }
  }

  /// Where it went.
  struct Place: Sendable, Hashable {
    /// The API's address, as `base_url` has it.
    var base: String
    var endpoint: Endpoint
    /// Whether it was sent by Dify's own page, whose address and keys are others than the API's.
    var isOfPage: Bool
  }

  let place: Place
  let body: [String: JSONValue]

  /// `nil` when it asks for no run of an app: another method, path or body.
  init?(method: String, url: String, body: String?) {
    guard method.uppercased() == "POST", let body,
      let place = Self.place(Self.withoutUser(String(url.prefix { $0 != "?" && $0 != "#" }))),
      case .object(let members)? = try? JSONReader.value(of: Array(body.utf8)),
      members["inputs"] != nil
    else { return nil }
    (self.place, self.body) = (place, members)
  }

  /// An address without the name and password before its host: they are keys, too.
  private static func withoutUser(_ url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url }
    let rest = url[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else { return url }
    return String(url[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }

  private static func place(_ url: String) -> Place? {
    guard let endpoint = Endpoint.allCases.first(where: { url.hasSuffix($0.rawValue) }) else {
      return nil
    }
    let base = String(url.dropLast(endpoint.rawValue.count))
    if base.hasSuffix("/api"), !base.hasSuffix("/console/api") {
      return Place(base: String(base.dropLast(4)) + "/v1", endpoint: endpoint, isOfPage: true)
    }
    return base.contains("/console/") ? nil : Place(base: base, endpoint: endpoint, isOfPage: false)
  }
}
