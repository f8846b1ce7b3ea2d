/// What a client asks: one whole request, within the server's limits.
package struct WebRequest: Sendable {
  /// What is asked to be done.
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    /// Anything else.
    case other
  }

  package var method: Method
  /// The path as it was sent, without what follows `?`.
  package var path: String
  /// What follows `?`, as it was sent.
  package var query: String
  /// Names in lower case, in the order in which they came.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(
    _ method: Method, _ target: String, headers: [(String, String)] = [], body: [UInt8] = []
  ) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    (self.method, path) = (method, String(parts.first ?? ""))
    query = parts.count > 1 ? String(parts[1]) : ""
    self.headers = headers.map { ($0.0.lowercased(), $0.1) }
    self.body = body
  }

  /// All values of a header.
  package func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }
}
