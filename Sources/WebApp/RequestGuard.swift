import Glibc
import WebServer

/// Who may ask: only who means this server by its own address, and no page of another one. Pure.
struct RequestGuard: Sendable {
  /// Names that it answers to beside `localhost` and addresses in digits, which no foreign DNS can turn to it.
  var names: Set<String> = []

  /// What is wrong with a request; `nil` for nothing.
  func refusal(_ request: WebRequest) -> WebAnswer? {
    if request.method == .other {
      return .text(405, "only GET, HEAD and POST", headers: [("allow", "GET, HEAD, POST")])
    }
    let hosts = request.values("host")
    guard hosts.count == 1, let name = Self.name(ofHost: hosts[0]), isOwn(name) else {
      return .text(403, "this host name is none of this server's; --host-name NAME adds one")
    }
    for origin in request.values("origin") where origin.lowercased() != "http://\(hosts[0].lowercased())" {
      return .text(403, "a page of another origin may not ask")
    }
    return isFromElsewhere(request) ? .text(403, "a page of another origin may not ask") : nil
  }

  /// Whether a page of another origin asks, by what browsers say of each request. Links may lead here: they show a page to
  /// the user, and nothing to the page that they stand in.
  private func isFromElsewhere(_ request: WebRequest) -> Bool {
    guard request.values("sec-fetch-site").contains(where: { !["same-origin", "none"].contains($0) }) else {
      return false
    }
    return request.values("sec-fetch-mode") != ["navigate"]
      || request.values("sec-fetch-dest").contains { $0 != "document" }
  }

  private func isOwn(_ name: String) -> Bool {
    name == "localhost" || names.contains(name) || Self.isAddress(name)
  }

  /// The name of a `Host`, without its port and brackets, in lower case; `nil` when it is none.
  static func name(ofHost host: String) -> String? {
    let parts = host.lowercased().split(separator: "]", omittingEmptySubsequences: false)
    if host.hasPrefix("[") {
      guard parts.count == 2, isPort(parts[1]) else { return nil }
      return String(parts[0].dropFirst())
    }
    let name = host.lowercased().prefix { $0 != ":" }
    guard !name.isEmpty, isPort(host.dropFirst(name.count)) else { return nil }
    return String(name)
  }

  /// Nothing, or `:` and a number.
  private static func isPort(_ text: some StringProtocol) -> Bool {
    text.isEmpty || (text.hasPrefix(":") && UInt16(text.dropFirst()) != nil)
  }

  private static func isAddress(_ name: String) -> Bool {
    var (four, six) = (in_addr(), in6_addr())
    return inet_pton(AF_INET, name, &four) == 1 || inet_pton(AF_INET6, name, &six) == 1
  }
}
