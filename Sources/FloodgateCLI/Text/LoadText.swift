import Report
import RunModel
import Session

/// A policy's load, in words.
struct LoadText {
  let policy: ExecutionPolicy

  var load: String {
    let words = policy.load.shape.words
    var text = words.short + (policy.load.runsOnce ? ", \(policy.concurrency) at a time" : "")
    if let size = policy.batchSize { text += ", windows of \(size) (\(policy.batchMode.rawValue))" }
    if let limit = policy.rateControl { text += ", at most \(Figures.digits(limit.perMinute)) a minute" }
    return text
  }

  /// How many requests there will be for so many turns.
  func requests(turns: Int) -> String {
    if policy.load.runsOnce {
      let most = turns * policy.retryPolicy.maxAttempts
      return most > turns ? "\(turns), up to \(most) with retries" : "\(turns)"
    }
    return policy.load.shape.words.tasks.map { "about \(Int($0))" } ?? "as many as the users get through"
  }
}
