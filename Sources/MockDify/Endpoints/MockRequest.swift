/// A request as it came.
struct MockRequest {
  var method: String
  /// The path as it was asked for, its query included.
  var uri: String
  var authorization: String?
  var contentType: String?
  var body: [UInt8]

  /// The path without its query.
  var path: String { uri.split(separator: "?", maxSplits: 1).first.map(String.init) ?? uri }

  /// What comes after `/v1`; `nil` when that is not where it begins.
  var apiPath: String? { path.hasPrefix("/v1") ? String(path.dropFirst(3)) : nil }

  /// A segment of the path, from 1 after `/v1`; empty when it is not there.
  func segment(_ number: Int) -> String {
    let parts = path.split(separator: "/")
    return parts.count > number ? String(parts[number]) : ""
  }

  /// Why the key is refused, as Dify says it; `nil` when it is not.
  func refusal(key: String) -> AnswerPlan? {
    guard let authorization, authorization.contains(" ") else {
      return .problem(401, "unauthorized", "Authorization header must be provided and start with 'Bearer'")
    }
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts[0].lowercased() == "bearer" else {
      return .problem(401, "unauthorized", "Authorization scheme must be 'Bearer'")
    }
    return parts.last.map(String.init) == key
      ? nil : .problem(401, "unauthorized", "Access token is invalid")
  }
}
