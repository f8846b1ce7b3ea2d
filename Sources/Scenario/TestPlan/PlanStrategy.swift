import Yams

/// `test_data.strategy`: how parameters are combined.
struct PlanStrategy {
  enum Mode: String, CaseIterable {
    case pairwise, cartesian
    /// One case, of first values.
    case scenarioOnly = "scenario_only"
  }

  let mode: Mode
  /// The most cases of a data set.
  let limit: Node?
  let seed: Node?

  init(_ plan: YAMLReader, _ translator: TestPlanTranslator) {
    guard let data = plan.value("test_data")?.mapping.map({ MappingMembers($0) }),
      let node = data["strategy"]?.value, let reader = translator.reader(node, "test_data.strategy")
    else {
      (mode, limit, seed) = (.pairwise, nil, nil)
      return
    }
    mode = reader.word("mode") ?? .pairwise
    limit = reader.value("max_cases") ?? reader.value("max_cases_per_variant")
    _ = (reader.value("max_cases"), reader.value("max_cases_per_variant"))
    seed = reader.value("random_seed")
    for name in ["pairwise_mode", "sampling_method"] where reader.value(name) != nil {
      translator.file.warn(
        reader.value(name), path: reader.child(name),
        "\(name) says nothing here: floodgate has one way of each")
    }
    reader.finish()
  }
}
