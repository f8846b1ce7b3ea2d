import RunModel

/// Takes facts out of JSON documents: a blocking answer, or the frame of a stream's event.
struct DocumentReader {
  var facts = AnswerFacts()
  var exchange = ExchangeRecord()
  /// Whether texts and outputs are wanted.
  var keepsContent = true
  private(set) var nodes = NodeReader()

  /// A blocking answer, or the envelope of an error.
  mutating func readDocument(_ bytes: [UInt8]) {
    var scanner = JSONScanner(bytes)
    var problem = AnswerFacts.Problem()
    scanner.members { name, scanner in
      switch name {
      case "data": readFinish(&scanner)
      case "answer":
        readAnswer(scanner.string() ?? "")
      case "metadata": readMetadata(&scanner)
      case "code": problem.code = scanner.string() ?? ""
      case "message": problem.message = scanner.string() ?? ""
      case "status": problem.status = scanner.integer() ?? 0
      default: readIdentity(name, &scanner)
      }
    }
    if !problem.code.isEmpty { facts.problem = problem }
    facts.isBroken = facts.isBroken || scanner.isBroken || !scanner.isAtEnd()
  }

  /// One event of a stream whose content matters.
  mutating func readEvent(_ event: EventName, _ bytes: [UInt8], at now: RunInstant) {
    var scanner = JSONScanner(bytes)
    var problem = AnswerFacts.Problem()
    scanner.members { name, scanner in
      switch (event, name) {
      case (.workflowFinished, "data"): readFinish(&scanner)
      case (.workflowPaused, "data"):
        facts.paused = true
        scanner.skip()
      case (.personAsked, "data"): readPerson(&scanner)
      case (.nodeStarted, "data"), (.containerStarted, "data"):
        nodes.start(&scanner, bytes, at: now, isContainer: event == .containerStarted)
      case (.nodeRetry, "data"): nodes.retry(&scanner)
      case (.nodeFinished, "data"), (.containerEnded, "data"):
        take(nodes.finish(&scanner, at: now, isContainer: event == .containerEnded))
      case (.messageEnd, "metadata"): readMetadata(&scanner)
      case (.messageReplace, "answer"): facts.text = scanner.string() ?? ""
      case (.error, "code"): problem.code = scanner.string() ?? ""
      case (.error, "message"): problem.message = scanner.string() ?? ""
      case (.error, "status"): problem.status = scanner.integer() ?? 0
      default: readIdentity(name, &scanner)
      }
    }
    if event == .messageEnd { facts.messageEnded = true }
    if event == .workflowStarted {
      facts.started = true
      exchange.runStarted = exchange.runStarted ?? now
    }
    if event == .error { facts.problem = problem }
    if scanner.isBroken {
      facts.isBroken = true
      exchange.note(.notJSON)
    }
  }

  private mutating func readPerson(_ scanner: inout JSONScanner) {
    scanner.members { name, scanner in
      if case "node_title" = name { facts.pausedAt = scanner.string() } else { scanner.skip() }
    }
  }

  private mutating func readAnswer(_ text: String) {
    facts.messageEnded = true
    facts.hasText = text.contains { !$0.isWhitespace }
    guard keepsContent else { return }
    facts.text = text
    facts.outputs = ["answer": .string(text)]
  }

  private mutating func readIdentity(_ name: JSONScanner.Name, _ scanner: inout JSONScanner) {
    switch name {
    case "task_id": exchange.taskID = scanner.string() ?? exchange.taskID
    case "workflow_run_id": exchange.runID = scanner.string() ?? exchange.runID
    case "message_id": exchange.messageID = scanner.string() ?? exchange.messageID
    case "conversation_id": exchange.conversationID = scanner.string() ?? exchange.conversationID
    default: scanner.skip()
    }
  }

  private mutating func readFinish(_ scanner: inout JSONScanner) {
    var finish = AnswerFacts.Finish()
    var hasStatus = false
    scanner.members { name, scanner in
      switch name {
      case "status":
        finish.status = scanner.string() ?? ""
        hasStatus = true
      case "error": finish.error = scanner.string()
      case "outputs": readOutputs(&scanner)
      case "elapsed_time": exchange.serverElapsed = scanner.seconds()
      case "total_tokens": exchange.tokens = addTotal(scanner.integer())
      case "exceptions_count": finish.handledErrors = scanner.integer() ?? 0
      // The same as the envelope's workflow_run_id, which comes first.
      case "id" where exchange.runID == nil: exchange.runID = scanner.string()
      default: scanner.skip()
      }
    }
    if hasStatus { facts.finish = finish }
    exchange.handledErrors = finish.handledErrors
  }

  /// `outputs` may be an object, or (in run details) a string that holds one.
  private mutating func readOutputs(_ scanner: inout JSONScanner) {
    guard keepsContent else { return scanner.skip() }
    let value = scanner.value()
    guard case .string(let text) = value else {
      facts.outputs = value
      return
    }
    var inner = JSONScanner(Array(text.utf8))
    let decoded = inner.value()
    facts.outputs = inner.isBroken ? value : decoded
  }

  private func addTotal(_ total: Int?) -> TokenUsage? {
    guard let total else { return exchange.tokens }
    guard var usage = exchange.tokens else { return TokenUsage(total: total) }
    usage.total = max(usage.total, total)
    return usage
  }

  private mutating func readMetadata(_ scanner: inout JSONScanner) {
    scanner.members { name, scanner in
      switch name {
      case "usage": readUsage(&scanner)
      case "retriever_resources" where keepsContent:
        facts.hits = scanner.value().list.map(RetrievedHit.init(resource:))
      default: scanner.skip()
      }
    }
  }

  private mutating func readUsage(_ scanner: inout JSONScanner) {
    var usage = TokenUsage()
    scanner.members { name, scanner in
      switch name {
      case "prompt_tokens": usage.prompt = scanner.integer() ?? 0
      case "completion_tokens": usage.completion = scanner.integer() ?? 0
      case "total_tokens": usage.total = scanner.integer() ?? 0
      case "total_price": exchange.price = scanner.price() ?? exchange.price
      case "currency": exchange.currency = scanner.currency() ?? exchange.currency
      case "time_to_first_token": exchange.modelFirstToken = scanner.seconds()
      case "latency": exchange.modelLatency = scanner.seconds()
      default: scanner.skip()
      }
    }
    exchange.tokens = usage
  }

  /// Text that is not blank has come.
  mutating func noteText(_ frame: RawSpan, at now: RunInstant) { nodes.text(frame, at: now) }

  /// The stream is over: nodes that had begun are told too.
  mutating func endNodes() { exchange.nodes += nodes.unfinished() }

  private mutating func take(_ end: NodeEnd?) {
    guard let end, exchange.nodes.count < NodeReader.limit else { return }
    exchange.nodes.append(end.span)
    if !end.isContainer { add(end.usage, of: end.span) }
  }

  /// Keeps what a model was charged with.
  private mutating func charge(_ usage: TokenUsage, of span: NodeSpan) {
    guard let model = span.model else { return }
    exchange.currency = exchange.currency ?? span.currency
    var tokens = usage
    tokens.total = max(usage.prompt + usage.completion, span.totalTokens)
    let charge = ModelUsage(model: model, currency: span.currency, tokens: tokens, price: span.price)
    if charge.isEmpty { return }
    exchange.usage = exchange.usage ?? []
    exchange.usage?.add(charge)
  }

  /// Workflows state prices and the split of tokens per node only.
  private mutating func add(_ usage: TokenUsage, of span: NodeSpan) {
    if span.price > .zero { exchange.price = (exchange.price ?? .zero) + span.price }
    charge(usage, of: span)
    guard usage.prompt + usage.completion > 0 else { return }
    var total = exchange.tokens ?? TokenUsage()
    total += TokenUsage(prompt: usage.prompt, completion: usage.completion)
    exchange.tokens = total
  }
}
