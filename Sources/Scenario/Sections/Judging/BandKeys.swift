import RunModel

/// A band of performance.
struct BandKeys: KeySection {
  static let about = SectionFacts(
    "band",
    "Each band has limits that a task has to meet; it counts in the first whose limits it meets. Tasks in any band are the goodput.",
    place: "bands: {good: @}")

  let responseTime = Key(
    "response_time", .time(Ranges.positiveTime), without: "no limit",
    "The task's time from its intended start is less, retries included", "2s")
  let firstText = Key(
    "ttft", .time(Ranges.positiveTime), without: "no limit", "The time to first text is less", "800ms")
  let longestGap = Key(
    "longest_gap", .time(Ranges.positiveTime), without: "no limit",
    "The longest pause between two texts is less", "500ms")
  let tokens = Key(
    "tokens", .integer(0...1_000_000_000), without: "no limit", "At most so many tokens", "500")
  let cost = Key(
    "cost", .money(Price.zero...Ranges.cost.upperBound), without: "no limit", "At most so much money", "0.01")

  /// `bands:`, names with limits, best first.
  static let list = KeyType<[PerformanceBand]>.custom(.names(.keys(about.name))) { value in
    let members = value.members
    if members.count > limit {
      value.report("there are \(members.count) bands", expected: "\(limit) at most")
    }
    return members.compactMap { name, _, value in value.read(Self.self) { band(name, $0) } }
  }

  private static let limit = 20

  private static func band(_ name: String, _ keys: KeyReader<Self>) -> PerformanceBand? {
    PerformanceBand(
      name: name, responseTime: keys.responseTime?.inSeconds, firstText: keys.firstText?.inSeconds,
      longestGap: keys.longestGap?.inSeconds, tokens: keys.tokens, cost: keys.cost)
  }
}

/// `budget:`, what a run may spend.
struct BudgetKeys: ValueSection {
  static let about = SectionFacts(
    "budget",
    "What the run may spend, warm-up and retries included. Beyond it the run fails and ends at once; a run that is known to go beyond it is not begun.",
    place: "budget: @")

  let cost = Key("cost", .money(Ranges.cost), without: "no limit", "The most money", "5")
  let tokens = Key("tokens", .integer(Ranges.tokens), without: "no limit", "The most tokens", "2000000")
  let costPerCase = Key(
    "cost_per_case", .money(Ranges.cost), without: "the baseline's", "What a case is known to cost", "0.002",
    with: "cost: 5")
  let tokensPerCase = Key(
    "tokens_per_case", .integer(Ranges.count), without: "the baseline's",
    "How many tokens a case is known to take", "900", with: "tokens: 2000000")

  static func read(_ keys: KeyReader<Self>) -> Budget? {
    var budget = Budget()
    (budget.cost, budget.tokens) = (keys.cost, keys.tokens)
    (budget.costPerCase, budget.tokensPerCase) = (keys.costPerCase, keys.tokensPerCase)
    if budget.cost == nil, budget.tokens == nil, keys.file.diagnostics.isEmpty {
      keys.mapping.report("the budget limits nothing", expected: "cost: or tokens:")
    }
    return budget
  }
}
