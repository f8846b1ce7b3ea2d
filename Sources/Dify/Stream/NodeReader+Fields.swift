import RunModel

/// The members of a node's events.
extension NodeReader {
  static func read(_ scanner: inout JSONScanner, into span: inout NodeSpan, isWhole: Bool) -> String? {
    var usage = TokenUsage()
    return read(&scanner, into: &span, isWhole: isWhole, usage: &usage)
  }

  /// Reads the data of an event, and returns the id of the execution. Of a beginning most is told again at its end.
  static func read(
    _ scanner: inout JSONScanner, into span: inout NodeSpan, isWhole: Bool, usage: inout TokenUsage
  ) -> String? {
    var id: String?
    scanner.members { name, scanner in
      switch name {
      case "id": id = scanner.string()
      case "node_id": span.nodeID = scanner.string() ?? ""
      case "node_type": span.type = scanner.string() ?? ""
      case _ where !isWhole: scanner.skip()
      case "title": span.title = scanner.string() ?? ""
      case "status": span.status = scanner.string() ?? ""
      case "elapsed_time": span.elapsed = scanner.seconds() ?? .zero
      case "predecessor_node_id": span.predecessor = scanner.string()
      case "iteration_id", "loop_id":
        guard let container = scanner.string() else { return }
        (span.container, span.isNested) = (container, true)
      // Of an iteration or a loop; nodes have it in their metadata.
      case "total_tokens": span.totalTokens = scanner.integer() ?? 0
      case "execution_metadata": readMetadata(&scanner, &span)
      case "outputs": readOutputs(&scanner, &span, &usage)
      case "process_data": readProcess(&scanner, &span)
      default: scanner.skip()
      }
    }
    return id
  }

  private static func readMetadata(_ scanner: inout JSONScanner, _ span: inout NodeSpan) {
    scanner.members { name, scanner in
      switch name {
      case "total_tokens": span.totalTokens = scanner.integer() ?? 0
      case "total_price": span.price = scanner.price() ?? .zero
      case "currency": span.currency = scanner.currency()
      case "iteration_index", "loop_index": span.round = scanner.integer() ?? span.round
      default: scanner.skip()
      }
    }
  }

  /// Which model was asked: `openai/gpt-4o` of the provider `langgenius/openai/openai`.
  private static func readProcess(_ scanner: inout JSONScanner, _ span: inout NodeSpan) {
    var (name, provider): (String?, String?)
    scanner.members { member, scanner in
      switch member {
      case "model_name": name = scanner.string()
      case "model_provider": provider = scanner.string()
      default: scanner.skip()
      }
    }
    guard let name, !name.isEmpty else { return }
    guard let provider, !provider.isEmpty else { return span.model = String(name.prefix(100)) }
    let last = provider.lastIndex(of: "/").map { provider[provider.index(after: $0)...] } ?? provider[...]
    span.model = String("\(last)/\(name)".prefix(100))
  }

  private static func readOutputs(
    _ scanner: inout JSONScanner, _ span: inout NodeSpan, _ usage: inout TokenUsage
  ) {
    scanner.members { name, scanner in
      guard case "usage" = name else { return scanner.skip() }
      scanner.members { name, scanner in
        switch name {
        case "prompt_tokens": usage.prompt = scanner.integer() ?? 0
        case "completion_tokens": usage.completion = scanner.integer() ?? 0
        case "latency": span.modelLatency = scanner.seconds()
        case "time_to_first_token": span.modelFirstToken = scanner.seconds()
        default: scanner.skip()
        }
      }
    }
  }
}

extension JSONScanner {
  /// A length of time in seconds, from 0 to a billion.
  mutating func seconds() -> Duration? { number().map { .seconds(min(max($0, 0), 1e9)) } }
}
