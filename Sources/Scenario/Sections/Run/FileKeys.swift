import RunModel

/// The file itself: what all scenarios share, and one scenario, or several under `scenarios:`.
struct FileKeys: KeySection {
  static let about = SectionFacts(
    "file", "The file itself. Without `scenarios` it is one scenario.", place: "")

  let name = Key("name", .text, without: "the file's name", "The name, in reports", "checkout")
  let runTags = Key(
    "run_tags", RunTagList.type, default: [],
    "Words that its runs are found by: a name, or a name with a value", "[nightly, release=1.4]")
  let seed = Key("seed", .integer(0...Int.max), default: 1, "Seed of everything random", "42")
  let links = LinkKeys()
  let target = Key(
    "target", .written(as: .either([.text, .keys(TargetKeys.about.name)])),
    without: "the only one of `targets`",
    "Where the load goes: `mock`, the name of one of `targets`, or keys", "mock")
  let targets = Key(
    "targets", .written(as: .names(.either([.words(["mock"]), .keys(TargetKeys.about.name)]))),
    "Targets by name, for scenarios and variants", "{staging: mock}")
  let scenarios = Key(
    "scenarios", ScenarioKeys.type, without: "the file is one", "Several scenarios, as a list or by name",
    "[{name: chat}, {name: search, weight: 3}]")
  let cases = CaseKeys()
  let requests = RequestsKeys()
  let policy = PolicyKeys()
  let thresholds = Key(
    "thresholds", ThresholdKeys.ofRun, default: [], "What must hold of the run", "[success_rate >= 0.99]")
  let bands = Key(
    "bands", BandKeys.list, default: [], "Bands of performance that tasks are counted by, best first",
    "{good: {response_time: 2s}, fair: {response_time: 10s}}")
  let budget = Key(
    "budget", .keys(BudgetKeys.self), without: "no limit", "What the run may spend", "{cost: 5}")
  let baseline = Key(
    "baseline", BaselineKeys.type,
    "The report that `baseline(...)` in thresholds means, or an empty workflow beside the load",
    "before.json.gz")

  let reconcile = Key(
    "reconcile", ReconcileKeys.type, without: "`false`",
    "Hold the run against the server's own logs when it is over", "true")

  let observe = Key(
    "observe", .keys(ObserveKeys.self), "Figures of the server, from the Prometheus that watches it",
    "{prometheus: \"http://127.0.0.1:9090\", queries: [up]}")

  static func document(_ value: YAMLValue) -> ScenarioDocument? { value.read(Self.self, document) }

  private static func document(_ keys: KeyReader<Self>) -> ScenarioDocument? {
    let name = keys.name ?? baseName(keys.file.name)
    let targets = TargetBook(keys)
    var document = ScenarioDocument(
      name: name, seed: UInt64(keys.seed), targets: [], matrices: [], scenarios: [],
      execution: PolicyKeys.policy(keys.policy), thresholds: keys.thresholds)
    (document.bands, document.budget, document.baseline) = (keys.bands, keys.budget, keys.baseline?.report)
    document.platform = keys.baseline?.plan
    document.reconcile = keys.reconcile ?? nil
    (document.observe, document.runTags) = (keys.observe, keys.runTags)
    for part in parts(keys, name, targets) {
      document.scenarios.append(part.plan)
      document.matrices += part.matrices
      document.thresholds += part.thresholds
    }
    document.targets = targets.used
    document.scenarios = ScenarioOrder.sorted(document.scenarios)
    return document
  }

  /// A file without `scenarios:` is itself one.
  private static func parts(_ keys: KeyReader<Self>, _ name: String, _ targets: TargetBook) -> [ScenarioPart]
  {
    if let scenarios = keys.scenarios {
      keys.cases.leaveToOthers()
      return SeveralScenarios(root: keys.mapping, targets: targets).read(scenarios)
    }
    let target = targets.standard(keys.mapping)
    return [
      PartReader(targets: targets).read(keys.cases, keys.requests, name: name, target: target)
    ]
  }

  private static func baseName(_ path: String) -> String {
    let file = path.lastComponent
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}

/// Files that are put in before anything is read (``FileLinker``).
struct LinkKeys: KeyGroup {
  let extends = Key(
    "extends", .list(of: .text), default: [],
    "Files that this one is a variation of: it goes over them key by key", "[]")
  let include = Key(
    "include", .list(of: .text), default: [], "Files with parts, which go over those of `extends`", "[]")

  /// Their names.
  static let names = LinkKeys().declared.map(\.name)
}

/// How a run, or one of its scenarios, goes.
struct PolicyKeys: KeyGroup {
  let execution = Key(
    "execution", .keys(ExecutionKeys.self), default: ExecutionPolicy(),
    as: "see there; in a scenario the file's", "How it is run",
    "{concurrency: 5}")
  let rateControl = Key(
    "rate_control", .keys(RateLimitKeys.self), without: "no limit", "The most attempts", "{per_minute: 60}")
  let load = Key(
    "load", .keys(LoadKeys.self), without: "each case once; in a scenario the file's", "A load over time",
    "{users: 10, duration: 1m}")

  /// Their names.
  static let names = PolicyKeys().declared.map(\.name)

  static func policy(_ keys: KeyReader<Self>) -> ExecutionPolicy {
    var policy = keys.execution
    if let limit = keys.rateControl { policy.rateControl = limit.stricter(policy.rateControl) }
    if let load = keys.load { policy.load = load }
    return policy
  }
}
