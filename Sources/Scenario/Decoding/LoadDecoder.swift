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
    guard hasOneKind(&reader, model) else { return .iterations }
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

  /// Users and arrivals are different loads; a load over time has to say which it is.
  private func hasOneKind(_ reader: inout YAMLReader, _ model: Model?) -> Bool {
    let (users, rate) = (reader.value("users"), reader.value("rate"))
    let length = reader.value("stages") ?? reader.value("duration")
    let (node, message, expected): (Node?, String, String) =
      switch (model, users, rate) {
      case (_, _?, let rate?):
        (rate, "a load has users or a rate, not both", "users: for their number, rate: for arrivals a second")
      case (.closed, _, let rate?): (rate, "model: closed has users, not a rate", "users:")
      case (.open, let users?, _): (users, "model: open has a rate, not users", "rate:")
      case (nil, nil, nil):
        (
          length, "the load does not say what it is a load of",
          "users: or rate:, or with stages: model: closed (users) or model: open (arrivals a second)"
        )
      default: (nil, "", "")
      }
    if let node { file.report(node, path: reader.path, message, expected: expected) }
    return node == nil
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
    if nodes.isEmpty, duration != nil || !reader.has("duration") {
      file.report(
        reader.node, path: reader.path,
        duration == nil ? "the load has no length" : "the load has a length and no height",
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
    guard Self.distributions.filter({ reader.value($0) != nil }).count == 1 else {
      file.report(
        node, path: path, "a distribution has one kind",
        expected: "one of " + Self.distributions.joined(separator: ", "))
      return nil
    }
    if reader.has("exponential") {
      return reader.duration("exponential").map { .exponential(mean: $0.inSeconds) }
    }
    if reader.has("uniform") {
      return pair("uniform", &reader, isRange: true).map { .uniform(min: $0, max: $1) }
    }
    if reader.has("normal") {
      return pair("normal", &reader).map { .normal(mean: $0, standardDeviation: $1) }
    }
    return pair("log_normal", &reader).map { .logNormal(median: $0, sigma: $1) }
  }

  private static let distributions = ["uniform", "normal", "log_normal", "exponential"]

  /// Two lengths of time, of a range the smaller first.
  private func pair(_ name: String, _ reader: inout YAMLReader, isRange: Bool = false) -> (Double, Double)? {
    guard let node = reader.value(name) else { return nil }
    let path = reader.child(name)
    let nodes = node.sequence.map(Array.init) ?? []
    let numbers = nodes.compactMap { reader.text($0, path: path).flatMap(DurationText.seconds) }
    guard nodes.count == 2, numbers.count == 2, numbers.allSatisfy({ (0...1e8).contains($0) }) else {
      file.report(node, path: path, "\(name) needs two lengths of time", expected: "such as [1s, 5s]")
      return nil
    }
    guard !isRange || numbers[0] <= numbers[1] else {
      file.report(
        node, path: path, "\(name) goes from \(numbers[0]) s down to \(numbers[1]) s",
        expected: "the smaller one first")
      return nil
    }
    return (numbers[0], numbers[1])
  }
}
