import Statistics

/// Parts of a run.
extension RunMeasurements {
  mutating func recordSlices(_ result: TaskResult) {
    Self.add(result, to: &scenarios, result.scenario)
    if let variant = result.variant { Self.add(result, to: &variants, variant) }
    for (name, value) in result.tags {
      if !Self.add(result, to: &tags, "\(name):\(value)") { droppedCells += 1 }
    }
    for attempt in result.attempts {
      for exchange in attempt.exchanges {
        for node in exchange.nodes where !Self.add(node, to: &nodes) { droppedCells += 1 }
      }
    }
  }

  mutating func recordCells(_ result: TaskResult) {
    if !Self.add(result, to: &cases, result.caseID, label: Self.label(result)) { droppedCells += 1 }
    guard !result.parameters.isEmpty, result.parameters.count <= 12 else { return }
    let values = result.parameters.sorted { $0.key < $1.key }.compactMap { name, value in
      Self.short(value).map { "\(name)=\($0)" }
    }
    for (index, value) in values.enumerated() {
      if !Self.add(result, to: &parameters, value, label: nil) { droppedCells += 1 }
      for other in values.dropFirst(index + 1)
      where !Self.add(result, to: &parameterPairs, "\(value)|\(other)", label: nil) {
        droppedCells += 1
      }
    }
  }

  @discardableResult
  private static func add(_ result: TaskResult, to slices: inout [String: Slice], _ key: String) -> Bool {
    guard slices.count < cellLimit || slices[key] != nil else { return false }
    slices[key, default: Slice()].add(result)
    return true
  }

  private static func add(_ node: NodeSpan, to slices: inout [String: Slice]) -> Bool {
    let key = "\(node.title) (\(node.type))"
    guard slices.count < cellLimit || slices[key] != nil else { return false }
    slices[key, default: Slice()].add(node)
    return true
  }

  private static func add(
    _ result: TaskResult, to cells: inout [String: Cell], _ key: String, label: @autoclosure () -> String?
  ) -> Bool {
    guard cells[key] == nil else {
      cells[key]!.add(result)
      return true
    }
    guard cells.count < cellLimit else { return false }
    var cell = Cell()
    cell.label = label()
    cell.add(result)
    cells[key] = cell
    return true
  }

  private static func label(_ result: TaskResult) -> String {
    let values = result.parameters.sorted { $0.key < $1.key }.compactMap { name, value in
      short(value).map { "\(name)=\($0)" }
    }
    return String(values.joined(separator: ", ").prefix(120))
  }

  /// A value for a label; `nil` for what is too large to be one.
  private static func short(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text.count <= 40 ? text : nil
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    case .null, .array, .object: nil
    }
  }
}

extension Slice {
  mutating func add(_ result: TaskResult) {
    total += 1
    tokens += result.tokens.total
    cost += result.cost
    guard result.status.isSuccess else { return }
    succeeded += 1
    latency.record(result.totalTime.nanoseconds)
    if let first = result.attempts.last?.timeToFirstText { firstText.record(first.nanoseconds) }
  }

  mutating func add(_ node: NodeSpan) {
    total += 1
    tokens += node.totalTokens
    cost += node.price
    if node.status == "succeeded" { succeeded += 1 }
    latency.record(node.elapsed.nanoseconds)
  }

  func merged(_ other: Slice) -> Slice {
    var sum = self
    sum.merge(other)
    return sum
  }
}

extension Cell {
  func merged(_ other: Cell) -> Cell {
    var sum = self
    sum.merge(other)
    return sum
  }
}

extension MetricSeries {
  func merged(_ other: MetricSeries) -> MetricSeries {
    var sum = self
    sum.merge(other)
    return sum
  }
}

extension FailureGroup {
  func merged(_ other: FailureGroup) -> FailureGroup {
    var sum = self
    sum.merge(other)
    return sum
  }
}
