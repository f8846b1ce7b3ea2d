import FoundationEssentials
import Glibc

/// What can be told of an error of somebody else's, without knowing its library.
enum ForeignError {
  /// Whether it says that time was up: `URLError.timedOut`, `ETIMEDOUT`, or a type or case that is named so, such as
  /// `ChannelError.connectTimeout` or `HTTPClientError.deadlineExceeded`.
  static func isTimeout(_ error: any Error) -> Bool {
    switch (error._domain, error._code) {
    case ("NSURLErrorDomain", -1001), ("NSPOSIXErrorDomain", 110): return true
    default: break
    }
    if let posix = error as? POSIXError { return posix.code == .ETIMEDOUT }
    return says(String(describing: type(of: error))) || says(caseName(error))
  }

  /// The name of an enum's case; empty for other types, whose texts may speak of anything.
  private static func caseName(_ error: any Error) -> String {
    let mirror = Mirror(reflecting: error)
    guard mirror.displayStyle == .enum else { return "" }
    return mirror.children.first?.label ?? "\(error)"
  }

  private static func says(_ name: String) -> Bool {
    let letters = name.lowercased().filter(\.isLetter)
    return ["timeout", "timedout", "deadlineexceeded"].contains { letters.contains($0) }
  }
}
