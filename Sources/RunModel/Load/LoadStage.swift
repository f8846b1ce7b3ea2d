/// One stretch of a load.
public struct LoadStage: Sendable, Hashable {
  /// How long it lasts; 0 is a step.
  public var duration: Duration
  /// Users or arrivals a second at its end; at least 0.
  public var target: Double
  /// Whether it is warm-up: kept out of the steady figures.
  public var isWarmUp: Bool
  /// What it is called; `nil` for nothing.
  package var name: String?
  /// Of what is kept out, whether it is a cool-down and not a warm-up.
  package var isCoolDown = false

  /// A stage.
  public init(duration: Duration, target: Double, isWarmUp: Bool = false) {
    self.init(duration: duration, target: target, isWarmUp: isWarmUp, name: nil)
  }

  package init(duration: Duration, target: Double, isWarmUp: Bool = false, name: String?) {
    (self.duration, self.target, self.isWarmUp, self.name) = (duration, target, isWarmUp, name)
  }
}

extension [LoadStage] {
  package var length: Duration { reduce(.zero) { $0 + $1.duration } }

  /// The highest target.
  package var peak: Double { map(\.target).max() ?? 0 }

  /// The spans that are warm-up; those that follow each other are one.
  package var warmUps: [Range<RunInstant>] {
    var (spans, start): ([Range<RunInstant>], RunInstant) = ([], .zero)
    for stage in self {
      let end = start + stage.duration
      if stage.isWarmUp, start < end {
        let begin = spans.last?.upperBound == start ? spans.removeLast().lowerBound : start
        spans.append(begin..<end)
      }
      start = end
    }
    return spans
  }

  /// The integral of the height, which begins at `first`.
  package func integral(from first: Double?) -> Double {
    var (total, height) = (0.0, first ?? self.first?.target ?? 0)
    for stage in self {
      total += (height + stage.target) / 2 * stage.duration.inSeconds
      height = stage.target
    }
    return total
  }

  /// In words, with the unit of their height; the first twelve of them.
  package func words(_ unit: String) -> String {
    let words = prefix(12).map { $0.words(unit) }
    let rest = count - words.count
    if rest == 0 { return words.joined(separator: ", ") }
    return words.joined(separator: ", ") + ", and \(rest) more stage" + (rest == 1 ? "" : "s")
  }
}

extension LoadStage {
  /// A stage at the end that falls to nothing, and is kept out of the figures.
  package static func coolDown(_ duration: Duration) -> LoadStage {
    var stage = LoadStage(duration: duration, target: 0, isWarmUp: true)
    stage.isCoolDown = true
    return stage
  }

  fileprivate func words(_ unit: String) -> String {
    let warmUp = isCoolDown ? " (cool-down)" : isWarmUp ? " (warm-up)" : ""
    let name = name.map { "\($0): " } ?? ""
    return duration == .zero
      ? "\(name)a step to \(Figures.number(target)) \(unit)\(warmUp)"
      : "\(name)to \(Figures.number(target)) \(unit) over \(Figures.clock(duration.inSeconds))\(warmUp)"
  }
}

extension LoadStage: Codable {
  private enum CodingKeys: String, CodingKey { case duration, target, isWarmUp, name, isCoolDown }

  /// Decodes; the duration is in seconds.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      duration: try values.decodeSeconds(forKey: .duration),
      target: try values.decode(Double.self, forKey: .target),
      isWarmUp: try values.decodeIfPresent(Bool.self, forKey: .isWarmUp) ?? false,
      name: try values.decodeIfPresent(String.self, forKey: .name))
    isCoolDown = try values.decodeIfPresent(Bool.self, forKey: .isCoolDown) ?? false
  }

  /// Encodes; the duration is in seconds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeSeconds(duration, forKey: .duration)
    try values.encode(target, forKey: .target)
    if isWarmUp { try values.encode(true, forKey: .isWarmUp) }
    try values.encodeIfPresent(name, forKey: .name)
    if isCoolDown { try values.encode(true, forKey: .isCoolDown) }
  }
}
