import RunModel

/// One of `thresholds:`, a text or keys; read at once, so that a slip is found before any load.
struct ThresholdKeys: KeySection {
  static let about = SectionFacts(
    "threshold", "A text such as `success_rate >= 0.99`, or keys.", place: "thresholds: [@]")

  let expression = Key("expression", .text, .required, "What must hold", "\"ttft.p95 < 800ms\"")
  let abortOnFail = Key(
    "abort_on_fail", .flag, default: false, "End the run as soon as it has failed beyond doubt", "true")
  let delay = Key(
    "delay", .time(Ranges.time), default: .zero, "Do not end the run before so long", "10s")
  let window = Key(
    "window", .time(Ranges.positiveTime), without: "the whole run",
    "It must hold of every stretch of this length", "30s")
  let mode = Key(
    "mode", KeyType<ThresholdDefinition.Mode>.words, without: "`interval`; `point` in windows",
    "How it is judged: the estimate, the bound of its interval, or with a margin", "interval")
  let margin = Key(
    "margin", .number(0...10), without: "0.05", "Width of the margin, a share of the limit", "0.1")
  let allowEmpty = Key("allow_empty", .flag, default: false, "It holds of nothing", "true")

  /// Those of the whole run.
  static let ofRun = KeyType<[ThresholdDefinition]>.list(of: type(scenario: nil))
  /// Those of one scenario, unread: they name it.
  static let ofScenario = KeyType<YAMLValue>.written(as: ofRun.kind)

  /// - Parameter scenario: the one that it is about.
  static func type(scenario: String?) -> KeyType<ThresholdDefinition> {
    .custom(.either([.text, .keys(about.name)])) { value in
      if value.scalar == nil {
        return value.read(Self.self) { definition($0, scenario) }
      }
      return value.text.map { checked(ThresholdDefinition(expression: $0), value, scenario) }
    }
  }

  private static func definition(_ keys: KeyReader<Self>, _ scenario: String?) -> ThresholdDefinition? {
    let expression = keys.expression
    var definition = ThresholdDefinition(expression: expression ?? "")
    definition.abortOnFail = keys.abortOnFail
    definition.delayAbort = keys.delay.inSeconds
    definition.window = keys.window?.inSeconds
    definition.mode = keys.mode
    definition.margin = keys.margin
    definition.allowEmpty = keys.allowEmpty
    guard expression != nil else { return nil }
    return checked(definition, keys.written(\.expression) ?? keys.mapping, scenario)
  }

  private static func checked(_ definition: ThresholdDefinition, _ value: YAMLValue, _ scenario: String?)
    -> ThresholdDefinition
  {
    var definition = definition
    do {
      _ = try ThresholdExpression(parsing: definition.expression)
      if let scenario { definition.expression = try definition.scoped(to: scenario) }
    } catch let problem as ThresholdProblem {
      value.report(
        "\(problem.message), at character \(problem.position + 1) of '\(problem.expression)'",
        suggestion: problem.suggestion)
    } catch {
      value.report("\(error)")
    }
    definition.source = value.file.place(of: value.node)
    return definition
  }
}
