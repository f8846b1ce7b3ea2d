import RunModel

/// What a stub does in an attempt.
public enum StubBehavior: Sendable, Hashable {
  /// It succeeds, with these outputs or the standard ones.
  case success(outputs: JSONValue? = nil)
  /// It says no.
  case failure(message: String = "simulated failure")
  /// It times out: by itself at once, or by hanging until its limit ends it.
  case timeout(Timeout = .immediate)
  /// It breaks.
  case error(class: FailureClass = .unknown)

  /// How a stub times out.
  public enum Timeout: Sendable, Hashable {
    /// It says so at once.
    case immediate
    /// It waits for ever.
    case hang
  }

  /// The seed's words: `success`, `failure`, `timeout`, `error`. Throws ``UnknownWord``.
  public init(word: String) throws {
    switch word {
    case "success": self = .success()
    case "failure": self = .failure()
    case "timeout": self = .timeout()
    case "error": self = .error()
    default: throw UnknownWord(word: word)
    }
  }

  /// A word that names no behaviour.
  public struct UnknownWord: Error, Sendable, Hashable, CustomStringConvertible {
    /// The word.
    package var word: String
    /// The facts in words.
    public var description: String {
      "unknown behaviour '\(word)', expected success, failure, timeout or error"
    }
  }
}
