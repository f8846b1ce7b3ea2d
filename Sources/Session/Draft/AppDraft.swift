import Dify
import RunModel

/// Writes a scenario for an app as it described itself. Pure.
struct AppDraft {
  let app: AppDescription
  let version: String?
  let url: String
  let keyVariable: String

  var draft: ScenarioDraft {
    ScenarioDraft(name: name, text: lines.joined(separator: "\n") + "\n", app: words)
  }

  /// A name for files and reports.
  private var name: String {
    let letters = app.name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = String(letters).split(separator: "-").joined(separator: "-").prefix(40)
    return name.isEmpty ? "app" : String(name)
  }

  private var words: String {
    "'\(YAMLText.line(app.name))' (\(YAMLText.line(app.mode)))"
      + (version.map { ", Dify \(YAMLText.line($0))" } ?? "")
  }

  private var inputs: [InputDraft] { app.inputs.map { InputDraft(input: $0) } }

  private var isChat: Bool { app.app != .workflow && app.app != .completion }

  private var lines: [String] {
    head + target + [""] + cases + [""] + Self.end(tasks: caseCount)
  }

  private var head: [String] {
    [
      "# A load test of \(words), written from what the app said of itself.",
      "#   floodgate validate \(name).yaml --ask   checks it against the app, and sends no load",
      "#   floodgate ask \(name).yaml              does one task, and shows everything that comes",
      "#   floodgate run \(name).yaml              runs it, to a report and a verdict",
    ] + app.warnings.map { "# Mind: \(YAMLText.line($0))." } + ["name: \(name)"]
  }

  private var target: [String] {
    if url == TargetSpecification.standInURL { return ["target: mock"] }
    let app = app.app.map { ["  app: \($0.rawValue)"] } ?? []
    return [
      "target:", "  base_url: \(YAMLText.quoted(url))",
      "  api_key: ${\(keyVariable)}   # the variable's name, never the key itself",
    ] + app
  }

  private var cases: [String] {
    let parts = [
      Self.section("matrix:", "Parameters: each value of one with each of the others is a case.", matrix),
      Self.section(
        "inputs:", "What the app gets; a value may be made of parameters: \"about $${input.topic}\".",
        constants),
      Self.section("files:", "Files that go with each request.", inputs.flatMap(\.files)),
      isChat ? ["query: \(question)"] : [],
    ].filter { !$0.isEmpty }
    return Array(parts.joined(separator: [""]))
  }

  private var matrix: [String] {
    let dimensions = inputs.filter(\.isDimension)
    let strategy = dimensions.count > 2 ? ["  strategy: pairwise   # every pair of values, in few cases"] : []
    return questions + dimensions.flatMap(\.lines) + strategy
  }

  private var constants: [String] { inputs.filter { !$0.isDimension }.flatMap(\.lines) }

  /// The questions that the app suggests are a parameter for templates only.
  private var questions: [String] {
    guard isChat, app.suggestedQuestions.count > 1 else { return [] }
    let list = app.suggestedQuestions.prefix(10).map(YAMLText.quoted).joined(separator: ", ")
    return [
      "  # The questions that the app suggests; a name with _ is not sent as an input.",
      "  _question: [\(list)]",
    ]
  }

  private var question: String {
    if app.suggestedQuestions.count > 1 { return "${input._question}" }
    return YAMLText.quoted(app.suggestedQuestions.first ?? "What can you do for me?")
  }

  private static func section(_ key: String, _ comment: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["# \(comment)", lines.contains { !$0.hasPrefix("  #") } ? key : "# \(key)"] + lines
  }

  private var caseCount: Int {
    let counts = inputs.filter(\.isDimension).map(\.input.options.count)
    let questions = isChat ? max(1, min(10, app.suggestedQuestions.count)) : 1
    if counts.count > 2 { return max(1, (counts + [questions]).sorted().suffix(2).reduce(1, *)) }
    return counts.reduce(questions, *)
  }

  /// What decides, by about so many cases.
  private static func end(tasks cases: Int) -> [String] {
    let repeats = max(1, (40 + cases - 1) / cases)
    return [
      "repeat: \(repeats)   # about \(repeats * cases) tasks: 36 flawless ones decide both thresholds",
      "execution:", "  concurrency: 2", "  stop_conditions: {max_failures: 5}",
      "# Instead of each case once, a load over time:",
      "# load: {users: 10, ramp: 10s, warm_up: 10s, duration: 2m}", "",
      "thresholds:", "  - success_rate >= 0.9", "  - response_time.p90 < 60s",
      "# budget: {tokens: 200000}   # what the run may use at most; 'floodgate ask' shows what one task takes",
    ]
  }
}
