import RunModel
import Statistics

extension StubConfiguration: CustomStringConvertible {
  /// The configuration in one line, as results and reports keep it.
  public var description: String {
    var words = ["delay \(delay.words)", "failure rate \(failureRate)"]
    if failureRate > 0 { words.append("for each \(failureScope == .task ? "task" : "attempt")") }
    if !scripts.isEmpty { words.append("\(scripts.count) scripts") }
    return (words + ["seed \(seed)"]).joined(separator: ", ")
  }
}

extension DelayDistribution {
  fileprivate var words: String {
    switch self {
    case .constant(let seconds): "\(seconds) s"
    case .uniform(let low, let high): "\(low) to \(high) s"
    case .normal(let mean, let deviation): "normal, mean \(mean) s, deviation \(deviation) s"
    case .logNormal(let median, let sigma): "log-normal, median \(median) s, sigma \(sigma)"
    case .exponential(let mean): "exponential, mean \(mean) s"
    case .recorded(let histogram): "as recorded \(histogram.count) times"
    }
  }
}
