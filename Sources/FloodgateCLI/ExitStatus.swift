import ArgumentParser
import RunModel

/// What the program's exit code says.
enum ExitStatus: Int32, CaseIterable {
  /// Done, and every threshold holds.
  case passed = 0
  /// The command line, a file or the target is at fault; nothing was measured.
  case usage = 1
  /// `compare`: the second side is worse.
  case regression = 2
  /// The sample cannot decide.
  case inconclusive = 3
  /// The run cannot be trusted: the generator was the bottleneck, or nothing was measured.
  case invalid = 5
  /// A threshold does not hold.
  case thresholdFailed = 99
  /// Interrupted by Ctrl-C.
  case interrupted = 130

  /// One line for `--help` and the documentation.
  var meaning: String {
    switch self {
    case .passed: "done, and every threshold holds"
    case .usage: "usage or configuration error; nothing was measured"
    case .regression: "compare: a regression"
    case .inconclusive: "inconclusive: the sample cannot decide"
    case .invalid:
      "invalid run: the generator was in the way, shards are missing, there is no data, or the server's record contradicts it"
    case .thresholdFailed: "a threshold failed"
    case .interrupted: "interrupted"
    }
  }

  /// The table of `--help`.
  static var table: String {
    allCases.map { status in
      let code = String(status.rawValue)
      return "  " + code + String(repeating: " ", count: 5 - code.count) + status.meaning
    }.joined(separator: "\n")
  }

  /// The code of a run's verdict.
  init(_ verdict: RunVerdict) {
    switch verdict {
    case .interrupted: self = .interrupted
    case .invalid: self = .invalid
    case .failed: self = .thresholdFailed
    case .inconclusive: self = .inconclusive
    case .passed: self = .passed
    }
  }

  /// For `throw`: ends the program with this code.
  var error: ExitCode { ExitCode(rawValue) }
}
