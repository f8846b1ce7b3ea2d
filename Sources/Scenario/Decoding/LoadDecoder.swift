import RunModel
import Yams

/// `load:`, a load over time.
struct LoadDecoder {
  let file: SourceFile

  private enum Model: String, CaseIterable { case iterations, closed, open }

  func decode(_ reader: YAMLReader?) -> LoadProfile? {
    guard var reader else { return nil }
    defer { reader.finish() }
    let model: Model? = reader.word("model")
    let users = reader.number("users", 0...1_000_000, "a number of users from 0")
    let rate = reader.number("rate", 0...1_000_000, "arrivals a second from 0")
    switch model ?? (rate != nil ? .open : (users != nil ? .closed : .iterations)) {
    case .iterations: return .iterations
    case .closed:
      let load = ClosedLoad(
        stages: stages(&reader, constant: users),
        thinkTime: delay(reader.value("think_time"), reader, path: "load.think_time"))
      return .closed(load)
    case .open:
      return .open(
        OpenLoad(
          stages: stages(&reader, constant: rate),
          startRate: reader.number("start_rate", 0...1_000_000, "arrivals a second from 0"),
          arrivals: reader.word("arrivals") ?? .uniform,
          maxInFlight: reader.integer("max_in_flight", 1...1_000_000, "a whole number from 1") ?? 1000,
          overflow: reader.word("overflow") ?? .queue))
    }
  }

  private func stages(_ reader: inout YAMLReader, constant: Double?) -> [LoadStage] {
    let duration = reader.duration("duration", positive: true)
    let ramp = reader.duration("ramp")
    let warmUp = reader.duration("warm_up")
    let nodes = reader.list("stages")
    if let constant, let duration {
      // A ramp first; then the warm-up and the rest at the same height.
      var stages = [LoadStage(duration: ramp ?? .zero, target: constant, isWarmUp: (warmUp ?? .zero) > .zero)]
      if let warmUp, warmUp > .zero {
        stages.append(LoadStage(duration: warmUp, target: constant, isWarmUp: true))
      }
      return stages + [LoadStage(duration: duration, target: constant)]
    }
    if nodes.isEmpty, !reader.has("duration") {
      file.report(
        reader.node, path: reader.path, "the load has no length",
        expected: "users: or rate: with duration:, or stages:")
    }
    return nodes.compactMap { node in
      guard var stage = YAMLReader(node, file, reader.environment, path: reader.child("stages")) else {
        return nil
      }
      defer { stage.finish() }
      let length = stage.duration("duration")
      guard let target = stage.number("target", 0...1_000_000, "a number from 0"), let length else {
        file.report(node, path: reader.child("stages"), "a stage needs duration: and target:")
        return nil
      }
      return LoadStage(duration: length, target: target, isWarmUp: stage.flag("warm_up") ?? false)
    }
  }

  /// A constant, or a distribution: `{uniform: [1, 5]}`, `{normal: [2, 0.5]}`, `{log_normal: [2, 0.5]}`, `{exponential: 2}`.
  func delay(_ node: Node?, _ parent: YAMLReader, path: String) -> DelayDistribution? {
    guard let node else { return nil }
    if case .scalar = node {
      guard let text = parent.text(node, path: path) else { return nil }
      guard let seconds = DurationText.seconds(text), (0...1e8).contains(seconds) else {
        file.report(
          node, path: path, "'\(text)' is no length of time", expected: "such as 2s, or {uniform: [1s, 5s]}")
        return nil
      }
      return .constant(seconds)
    }
    guard var reader = YAMLReader(node, file, parent.environment, path: path) else { return nil }
    defer { reader.finish() }
    func pair(_ name: String) -> (Double, Double)? {
      let nodes = reader.list(name)
      if nodes.isEmpty, !reader.has("duration") { return nil }
      let numbers = nodes.compactMap { reader.text($0, path: path).flatMap(DurationText.seconds) }
      guard numbers.count == 2, numbers.allSatisfy({ (0...1e8).contains($0) }) else {
        file.report(nodes[0], path: path, "\(name) needs two numbers from 0")
        return nil
      }
      return (numbers[0], numbers[1])
    }
    if let (low, high) = pair("uniform") { return .uniform(min: min(low, high), max: max(low, high)) }
    if let (mean, deviation) = pair("normal") { return .normal(mean: mean, standardDeviation: deviation) }
    if let (median, sigma) = pair("log_normal") { return .logNormal(median: median, sigma: sigma) }
    return reader.duration("exponential").map { .exponential(mean: $0.inSeconds) }
  }
}
