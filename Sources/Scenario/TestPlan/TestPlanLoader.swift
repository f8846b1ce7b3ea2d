import RunModel
import Yams

/// Reads a test plan with the two files that belong to it.
struct TestPlanLoader {
  let file: SourceFile

  func load(_ plan: Node, _ files: TestPlanFiles) -> ScenarioDocument? {
    guard let settings = companion(files.environment, ["env_config.yaml"], "--env"),
      let catalog = companion(
        files.catalog, ["workflow_catalog.yaml", "workflow_repository.yaml"], "--catalog")
    else { return nil }
    let translator = TestPlanTranslator(file: file)
    let content = translator.translate(plan: plan, environment: settings, catalog: catalog)
    return content.flatMap { FileKeys.document(YAMLValue(node: $0, path: "", file: file)) }
  }

  /// The file that was named, or the first of these in the plan's folder.
  private func companion(_ named: String?, _ names: [String], _ option: String) -> Node? {
    if let named { return file.companion(named) }
    let paths = names.map { file.name.resolving(path: $0) }
    if let found = paths.first(where: { file.read($0) != nil }) { return file.companion(found) }
    file.report(
      nil, path: "", "a test plan needs \(names.joined(separator: " or ")) beside it",
      expected: "the file, or \(option) FILE")
    return nil
  }
}
