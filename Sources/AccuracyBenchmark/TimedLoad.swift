/// What every contestant does in one round.
enum TimedLoad {
  /// So many streams at a time, one after the other.
  case users(Int, seconds: Int)
  /// So many streams a second begin, whatever the server does.
  case arrivals(Int, seconds: Int)
  /// So many streams begin at once.
  case wave(Int)

  /// Nanoseconds until the first event, and between events: a stream takes 0.29 s.
  static let firstEvent: Int64 = 100_000_000
  static let gap: Int64 = 10_000_000

  var name: String {
    switch self {
    case .users(let number, _): "\(number) at a time"
    case .arrivals(let rate, _): "\(rate) a second"
    case .wave(let number): "\(number) at once"
    }
  }

  var requests: Int {
    switch self {
    case .users(let number, let seconds): number * max(1, seconds * 10 / 3)
    case .arrivals(let rate, let seconds): rate * seconds
    case .wave(let number): number
    }
  }

  /// The most streams at a time.
  var concurrency: Int {
    switch self {
    case .users(let number, _), .wave(let number): number
    case .arrivals(let rate, _): rate * 10
    }
  }
}
