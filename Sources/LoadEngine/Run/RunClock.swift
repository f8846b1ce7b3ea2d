import FoundationEssentials

/// The clock of a run.
public struct RunClock: Sendable {
  enum Kind: Sendable {
    case live, virtual
  }

  let kind: Kind
  let wallClock: @Sendable () -> Date

  /// Real time, on a thread of its own.
  public static let live = RunClock(kind: .live, wallClock: { Date() })

  /// Real time for waiting, and dates of your own: `wallClock` says when a run began.
  public static func live(wallClock: @escaping @Sendable () -> Date) -> RunClock {
    RunClock(kind: .live, wallClock: wallClock)
  }

  /// Virtual time: when every task waits on the run's clock it jumps to the next instant at which one of them
  /// goes on. An hour takes milliseconds, and the same run gives the same trace.
  public static let virtual = virtual(startingAt: Date(timeIntervalSince1970: 0))

  /// Virtual time that begins at this date.
  public static func virtual(startingAt date: Date) -> RunClock {
    RunClock(kind: .virtual, wallClock: { date })
  }
}
