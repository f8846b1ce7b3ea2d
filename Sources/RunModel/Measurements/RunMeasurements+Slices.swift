import Statistics

/// Parts of a run.
extension RunMeasurements {
  mutating func recordSlices(_ result: TaskResult, _ tally: Tally, _ parts: TimeParts?) {
    Self.add(result, tally, parts, to: &scenarios, result.scenario)
    if let variant = result.variant { Self.add(result, tally, parts, to: &variants, variant) }
    for (name, value) in result.tags {
      if !Self.add(result, tally, parts, to: &tags, "\(name):\(value)") { droppedCells += 1 }
    }
    for attempt in result.attempts {
      for exchange in attempt.exchanges {
        for node in exchange.nodes where node.hasFinished { recordNode(node, sent: exchange.send) }
      }
    }
  }

  private mutating func recordNode(_ node: NodeSpan, sent: RunInstant?) {
    let label = node.label
    guard Self.add(node, to: &nodes, label) else {
      droppedCells += 1
      return
    }
    guard let sent, let start = node.startedAt else { return }
    nodeOffsets?[label, default: NodeOffset()].record((start - sent).nanoseconds)
  }

  /// When a node begins within its run; `nil` when no start was seen.
  package func nodeOffset(_ name: String) -> NodeOffset? { nodeOffsets?[name] }

  mutating func recordCells(_ result: TaskResult, _ parts: TimeParts?) {
    if cases[result.caseID]?.add(result, parts) != nil { return }
    guard cases.count < Self.cellLimit else {
      droppedCells += 1
      return
    }
    var cell = Cell(values: Self.values(result.parameters))
    cell.add(result, parts)
    cases[result.caseID] = cell
  }

  /// Adds another part's cells, as far as there is room.
  mutating func mergeCells(_ other: RunMeasurements) {
    for (id, cell) in other.cases.sorted(by: { $0.key < $1.key }) {
      if cases[id] != nil || cases.count < Self.cellLimit {
        cases[id, default: Cell()].merge(cell)
      } else {
        droppedCells += cell.total
      }
    }
  }

  /// Cells of one parameter against another, by `name=value|name=value`, made of the cases' cells.
  package var parameterPairs: [String: Cell] {
    var pairs: [String: Cell] = [:]
    for cell in cases.values where cell.values.count <= 12 {
      for (index, value) in cell.values.enumerated() {
        for other in cell.values.dropFirst(index + 1) {
          pairs["\(value)|\(other)", default: Cell()].merge(cell)
        }
      }
    }
    return pairs
  }

  /// Parameters whose values are short enough for a label, `name=value`, in the order of their names.
  private static func values(_ parameters: [String: JSONValue]) -> [String] {
    parameters.sorted { $0.key < $1.key }.compactMap { name, value in short(value).map { "\(name)=\($0)" } }
  }

  @discardableResult
  private static func add(
    _ result: TaskResult, _ tally: Tally, _ parts: TimeParts?, to slices: inout [String: Slice], _ key: String
  ) -> Bool {
    guard slices.count < sliceLimit || slices[key] != nil else { return false }
    slices[key, default: Slice()].add(result, tally, parts)
    return true
  }

  private static func add(_ node: NodeSpan, to slices: inout [String: Slice], _ key: String) -> Bool {
    guard slices.count < sliceLimit || slices[key] != nil else { return false }
    slices[key, default: Slice()].add(node)
    return true
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
  package func merged(_ other: Slice) -> Slice {
    var sum = self
    sum.merge(other)
    return sum
  }
}
