import RunModel
import Statistics

/// Compares the parts of the runs: scenarios, variants, tags, nodes, cases.
struct GroupComparer {
  let first: [ReportDocument]
  let second: [ReportDocument]
  let latency: LatencyComparer
  let judge: RowJudge
  /// Nodes that speak in the verdict.
  let deciding: DecidingNodes?

  /// The most parts that a table shows.
  static let limit = 100

  init(
    _ first: [ReportDocument], _ second: [ReportDocument], _ latency: LatencyComparer, _ judge: RowJudge,
    _ deciding: DecidingNodes?
  ) {
    (self.first, self.second, self.latency, self.judge) = (first, second, latency, judge)
    self.deciding = deciding
  }

  var tables: [Comparison.Table] {
    [
      table("scenario", \.scenarios), table("variant", \.variants), table("tag", \.tags),
      table("node", \.nodes), cases,
    ].compactMap(\.self)
  }

  // MARK: Slices

  private func table(_ kind: String, _ slices: KeyPath<RunMeasurements, [String: Slice]>) -> Comparison.Table?
  {
    let names = common { $0[keyPath: slices] }
    // A single scenario is the whole run.
    if kind != "node", names.count < 2 { return nil }
    return table(kind, names.map { group($0, slices) })
  }

  private func group(_ name: String, _ slices: KeyPath<RunMeasurements, [String: Slice]>) -> Comparison.Group
  {
    func slice(_ report: ReportDocument) -> Slice { report.measurements[keyPath: slices][name] ?? Slice() }
    let sides = [first.map(slice), second.map(slice)]
    var rows = [success(sides.map { $0.map { ($0.succeeded, $0.total) } })].compactMap(\.self)
    rows += [0.5, 0.95].compactMap { share in
      latency.row(LatencyComparer.label(.responseTime, share), share) {
        slice($0).sample(.responseTime)
      }
    }
    rows += [
      latency.row("ttft.p95", 0.95, of: .timeToFirstText) {
        slice($0).sample(.timeToFirstText)
      },
      latency.row("time_per_token.p50", 0.5, of: .timePerToken) {
        slice($0).sample(.timePerToken)
      }, usage("tokens_per_task", .tokens, sides) { Double($0.tokens) },
      usage("cost_per_task", .cost, sides) { $0.cost.amount },
    ].compactMap(\.self)
    let pooled = sides.map { CensoredSample(joining: $0.map { $0.sample(.responseTime) }) }
    return Comparison.Group(
      name: name, label: "", firstTotal: sides[0].reduce(0) { $0 + $1.total },
      secondTotal: sides[1].reduce(0) { $0 + $1.total }, rows: rows,
      superiority: EffectSize.superiority(of: pooled[1], over: pooled[0]))
  }

  /// Tokens or cost a task, without an interval.
  private func usage(
    _ name: String, _ unit: Comparison.Row.Unit, _ sides: [[Slice]], _ sum: (Slice) -> Double
  ) -> Comparison.Row? {
    let means = sides.map { side in
      side.reduce(0) { $0 + sum($1) } / Double(max(1, side.reduce(0) { $0 + $1.total }))
    }
    guard means[0] > 0 else { return nil }
    var row = Comparison.Row(name, unit)
    (row.first, row.second, row.change) = (means[0], means[1], means[1] / means[0] - 1)
    return row
  }

  // MARK: Cases

  private var cases: Comparison.Table? {
    let ids = common(\.cases)
    return ids.isEmpty ? nil : table("case", ids.map(caseGroup))
  }

  private func caseGroup(_ id: String) -> Comparison.Group {
    func cell(_ report: ReportDocument) -> Cell { report.measurements.cases[id] ?? Cell() }
    let sides = [first.map(cell), second.map(cell)]
    let pooled = sides.map { side in
      CensoredSample(joining: side.map { CensoredSample(observed: Histogram($0.latency)) })
    }
    let median = latency.row(
      "response_time.p50", 0.5, resolution: LatencySketch.resolution, leastShare: 0
    ) {
      CensoredSample(observed: Histogram(cell($0).latency))
    }
    return Comparison.Group(
      name: id, label: sides.flatMap(\.self).first { !$0.values.isEmpty }?.label ?? "",
      firstTotal: sides[0].reduce(0) { $0 + $1.total }, secondTotal: sides[1].reduce(0) { $0 + $1.total },
      rows: [success(sides.map { $0.map { ($0.succeeded, $0.total) } }), median].compactMap(\.self),
      superiority: EffectSize.superiority(of: pooled[1], over: pooled[0]))
  }

  // MARK: Both

  private func success(_ sides: [[(succeeded: Int, total: Int)]]) -> Comparison.Row? {
    let shares = sides.map { side in
      Proportion(
        successes: side.reduce(0) { $0 + $1.succeeded }, trials: side.reduce(0) { $0 + $1.total })
    }
    guard let before = shares[0], let after = shares[1] else { return nil }
    return SuccessComparer.row(before, after)
  }

  private func table(_ kind: String, _ groups: [Comparison.Group]) -> Comparison.Table? {
    if groups.isEmpty { return nil }
    var judged = groups
    if kind == "node" { deciding?.mark(&judged) }
    judge.judge(&judged)
    judged.sort { (Self.clarity($0), $0.name) < (Self.clarity($1), $1.name) }
    return .init(
      kind: kind, groups: Array(judged.prefix(Self.limit)), omitted: max(0, judged.count - Self.limit))
  }

  /// The smallest p of a part's figures.
  private static func clarity(_ group: Comparison.Group) -> Double { group.rows.compactMap(\.p).min() ?? 2 }

  /// Names that both sides know.
  private func common<Value>(_ parts: (RunMeasurements) -> [String: Value]) -> [String] {
    func names(_ reports: [ReportDocument]) -> Set<String> {
      Set(reports.flatMap { parts($0.measurements).keys })
    }
    return names(first).intersection(names(second)).sorted()
  }
}
