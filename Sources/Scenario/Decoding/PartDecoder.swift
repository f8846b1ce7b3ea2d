import RunModel
import Yams

/// One scenario, read: its plan, and what its cases are made from.
struct ScenarioPart {
  var plan: ScenarioPlan
  /// One for each variant.
  var matrices: [MatrixSpecification]
  /// Its thresholds, about itself.
  var thresholds: [ThresholdDefinition] = []
  /// Where it names the scenario before it.
  var startAfter: Node?
}

/// What makes a scenario: its cases, expectations, variants, and the requests before and after it.
struct PartDecoder {
  let file: SourceFile
  let targets: TargetBook

  func decode(_ reader: inout YAMLReader, name: String, target: String) -> ScenarioPart {
    let matrix = MatrixDecoder(file: file).decode(&reader, scenario: name)
    let variants = VariantDecoder(file: file, targets: targets).decode(&reader, of: matrix, target: target)
    var plan = ScenarioPlan(name: name, target: target)
    let moved = variants.filter { $0.target != target }.map { ($0.matrix.variant ?? "", $0.target) }
    if !moved.isEmpty { plan.variantTargets = Dictionary(moved) { $1 } }
    let expectations = ExpectationDecoder(file: file).decode(
      reader.list("expect"), reader, path: reader.child("expect"))
    plan.expectations = expectations.filter { !$0.isTemplate }
    plan.setup = requests("setup", &reader, matrix)
    plan.teardown = requests("teardown", &reader, matrix)
    plan.setupLimit = reader.duration("setup_timeout", positive: true)?.inSeconds
    let matrices = variants.map { variant in
      var matrix = variant.matrix
      matrix.expectations = expectations.filter(\.isTemplate)
      return matrix
    }
    return ScenarioPart(plan: plan, matrices: matrices)
  }

  /// `setup:` and `teardown:`, each one request or a list of them.
  private func requests(_ key: String, _ reader: inout YAMLReader, _ matrix: MatrixSpecification)
    -> [TestCase]
  {
    let path = reader.child(key)
    return reader.list(key).enumerated().compactMap { number, node in
      guard var request = YAMLReader(node, file, reader.environment, path: path) else { return nil }
      defer { request.finish() }
      let decoder = MatrixDecoder(file: file)
      return TestCase(
        id: "\(matrix.scenario)-\(key)-\(number + 1)", workflowID: matrix.workflowID,
        scenario: matrix.scenario,
        parameters: request.value("inputs").map {
          decoder.object($0, request, path: request.child("inputs"), isSent: true)
        } ?? [:], query: request.sentText("query"), files: decoder.files(&request),
        expectations: ExpectationDecoder(file: file).decode(
          request.list("expect"), request, path: request.child("expect")))
    }
  }
}
