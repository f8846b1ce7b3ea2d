import Report
import RunModel
import Session

/// A policy's load, in words.
struct LoadText {
  let policy: ExecutionPolicy

  var load: String {
    var text: String
    switch policy.load {
    case .iterations: text = "each case once, \(policy.concurrency) at a time"
    case .closed(let load):
      text =
        "up to \(Int(load.stages.map(\.target).max() ?? 0)) users for \(Figures.clock(policy.load.length ?? 0))"
    case .open(let load):
      text =
        "up to \(Figures.digits(load.stages.map(\.target).max() ?? 0)) arrivals a second for \(Figures.clock(policy.load.length ?? 0))"
    }
    if let size = policy.batchSize { text += ", windows of \(size) (\(policy.batchMode.rawValue))" }
    if let limit = policy.rateControl { text += ", at most \(Figures.digits(limit.perMinute)) a minute" }
    return text
  }

  /// How many requests there will be for so many turns.
  func requests(turns: Int) -> String {
    switch policy.load {
    case .iterations:
      let most = turns * policy.retryPolicy.maxAttempts
      return most > turns ? "\(turns), up to \(most) with retries" : "\(turns)"
    case .open(let load):
      var (total, rate) = (0.0, load.startRate ?? load.stages.first?.target ?? 0)
      for stage in load.stages {
        total += (rate + stage.target) / 2 * stage.duration.inSeconds
        rate = stage.target
      }
      return "about \(Int(total))"
    case .closed: return "as many as the users get through"
    }
  }
}
