/// What is heard of one request and its answer, as it comes; free of secrets. Times are since the request was sent.
public enum AskedEvent: Sendable, Hashable {
  /// What is sent; headers that are secret have no value.
  case request(url: String, headers: [String], body: JSONValue)
  /// The answer's status line, and the server's version when it says it.
  case answer(status: Int, version: String?, after: Duration)
  /// An event of a stream; `null` for one that is no JSON.
  case event(JSONValue, after: Duration)
  /// The server lives.
  case ping(after: Duration)
  /// An answer that is one document: JSON, or the text of a page.
  case document(JSONValue, after: Duration)

  /// Since the request was sent; `nil` for the request itself.
  public var after: Duration? {
    switch self {
    case .request: nil
    case .answer(_, _, let after), .event(_, let after), .ping(let after), .document(_, let after): after
    }
  }

  /// The name of an event of a stream.
  public var name: String? {
    guard case .event(let value, _) = self else { return nil }
    return value["event"]?.stringValue ?? "(no name)"
  }

  /// The text that an event of a stream brings, if it brings any: `message`, `text_chunk` and their like, and the
  /// chunks that Dify calls `message_file`.
  public var text: String? {
    guard case .event(let value, _) = self, value["event"] != "message_end",
      value["event"] != "message_replace"
    else { return nil }
    return value["answer"]?.stringValue
      ?? (value["event"] == "text_chunk" ? value["data"]?["text"]?.stringValue : nil)
  }
}
