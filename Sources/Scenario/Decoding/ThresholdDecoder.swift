import RunModel
import Yams

/// `thresholds:`, each a text or a mapping; read at once, so that a slip is found before any load.
struct ThresholdDecoder {
  let file: SourceFile
  /// The scenario that they are about; `nil` for the whole run.
  var scenario: String?

  func decode(_ nodes: [Node], _ parent: YAMLReader) -> [ThresholdDefinition] {
    let path = parent.child("thresholds")
    return nodes.compactMap { node in
      if case .scalar = node {
        guard let text = parent.text(node, path: path) else { return nil }
        return checked(ThresholdDefinition(expression: text), node, path)
      }
      guard var reader = YAMLReader(node, file, parent.environment, path: path) else { return nil }
      defer { reader.finish() }
      guard let text = reader.text("expression") else {
        file.report(node, path: path, "the threshold has no expression")
        return nil
      }
      var definition = ThresholdDefinition(expression: text)
      definition.abortOnFail = reader.flag("abort_on_fail") ?? false
      definition.delayAbort = reader.duration("delay")?.inSeconds ?? 0
      definition.window = reader.duration("window", positive: true)?.inSeconds
      definition.mode = reader.word("mode")
      definition.margin = reader.number("margin", 0...10, "a share from 0")
      definition.allowEmpty = reader.flag("allow_empty") ?? false
      return checked(definition, reader.value("expression") ?? node, path)
    }
  }

  private func checked(_ definition: ThresholdDefinition, _ node: Node, _ path: String) -> ThresholdDefinition
  {
    var definition = definition
    do {
      _ = try ThresholdExpression(parsing: definition.expression)
      if let scenario { definition.expression = try definition.scoped(to: scenario) }
    } catch let problem as ThresholdProblem {
      file.report(
        node, path: path,
        "\(problem.message), at character \(problem.position + 1) of '\(problem.expression)'",
        suggestion: problem.suggestion)
    } catch {
      file.report(node, path: path, "\(error)")
    }
    definition.source = file.place(of: node)
    return definition
  }
}
