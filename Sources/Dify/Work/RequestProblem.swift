import RunModel

/// A request beside the load (a check, an upload) that went wrong.
package struct RequestProblem: Error, Sendable, CustomStringConvertible {
  package var url: String
  package var status: Int
  package var text: String
  package var failure: FailureClass?
  /// Dify's code, when it gave one.
  package var code: String?

  package var description: String { "\(url): \(text)" }

  /// What to do about it; `nil` when the words say it.
  package var advice: String? {
    switch (status, code) {
    case (_, "app_unavailable"): "the app was never published: publish it in Dify"
    case (401, _) where url.contains("/datasets/"):
      "the key is no knowledge key (dataset-...): take one from the knowledge base's API Access in Dify"
    case (404, "not_found") where url.contains("/datasets/"): "is dataset the id of the knowledge base?"
    case (401, _): "the key is wrong, or of another server: take it from the app's API Access in Dify"
    case (403, _): "the app's API is switched off, or the app is suspended"
    case (404, _), (200..<300, _): "is it Dify's API? its address ends with /v1"
    case (300..<400, _):
      "something before the server sends its clients elsewhere: give the address that it sends them to"
    case (502...504, nil): "the gateway is up, the Dify behind it is not, or not yet"
    case (0, _) where url.hasPrefix("https:"):
      "is the server up, and the address right? is it https:// rather than http://?"
    case (0, _): "is the server up, and the address right?"
    default: nil
    }
  }
}
