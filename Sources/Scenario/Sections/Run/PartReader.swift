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
struct PartReader {
  let targets: TargetBook

  func read(
    _ cases: KeyReader<CaseKeys>, _ requests: KeyReader<RequestsKeys>, name: String, target: String
  ) -> ScenarioPart {
    let matrix = CaseKeys.matrix(cases, scenario: name)
    let variants = VariantReader(targets: targets).read(cases.variants, of: matrix, target: target)
    var plan = ScenarioPlan(name: name, target: target)
    let moved = variants.filter { $0.target != target }.map { ($0.matrix.variant ?? "", $0.target) }
    if !moved.isEmpty { plan.variantTargets = Dictionary(moved) { $1 } }
    let expectations = cases.expectations
    plan.expectations = expectations.filter { !$0.isTemplate }
    plan.setup = RequestKeys.cases(requests.setup, of: matrix)
    plan.teardown = RequestKeys.cases(requests.teardown, of: matrix)
    plan.setupLimit = requests.setupTimeout?.inSeconds
    let matrices = variants.map { variant in
      var matrix = variant.matrix
      matrix.expectations = expectations.filter(\.isTemplate)
      return matrix
    }
    return ScenarioPart(plan: plan, matrices: matrices)
  }
}
