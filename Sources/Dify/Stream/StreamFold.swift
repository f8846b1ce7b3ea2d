import RunModel
import ServerSentEvents

/// Folds the events of a stream into clocks, counts and facts.
struct StreamFold: EventSink {
  var reader = DocumentReader()
  /// The instant of the read that the parser is at.
  var now = RunInstant.zero
  private var eventsOfRead = 0
  private var lastText: RunInstant?
  /// When the last event or ping came.
  private var lastFrame: RunInstant?
  private var hasAgentText = false
  private let keepsContent: Bool
  private var collected: [UInt8] = []
  /// The terminal events that have come.
  private var ends: EndSet = []

  /// Text that is collected is bounded.
  private static let textLimit = 4 << 20
  private static let gapLimit = 20_000

  /// - Parameter keepsContent: whether texts and outputs are wanted: most runs only ask how it went.
  init(keepsContent: Bool) {
    self.keepsContent = keepsContent
    reader.keepsContent = keepsContent
  }

  mutating func ping() {
    reader.exchange.pings += 1
    noteFrame()
  }

  /// A stream that falls silent for longer than its pings let it is held back.
  private mutating func noteFrame() {
    if let last = lastFrame, now.nanoseconds - last.nanoseconds >= Anomaly.silenceLimit {
      reader.exchange.note(.silence)
    }
    lastFrame = now
  }

  mutating func event(_ data: RawSpan) {
    countEvent()
    let name = EventName(data)
    switch name {
    case .text: hasAgentText ? takeWhole(data) : takeText(data)
    case .agentText:
      hasAgentText = true
      takeText(data)
    case .known: if reader.exchange.taskID == nil { read(name, data) }
    case .unknown: takeUnknown(data)
    case .nodeStarted, .nodeFinished, .nodeRetry, .containerStarted, .containerEnded, .workflowStarted,
      .messageReplace, .personAsked:
      read(name, data)
    case .workflowFinished, .workflowPaused, .messageEnd, .error: takeEnd(name, data)
    }
  }

  /// What a server says twice counts once: tokens and prices would double.
  private mutating func takeEnd(_ name: EventName, _ data: RawSpan) {
    guard ends.insert(EndSet(name)).inserted else { return reader.exchange.note(.secondEnd) }
    if reader.exchange.terminal == nil { reader.exchange.terminal = now }
    read(name, data)
  }

  /// Anything may be in it, its name included.
  private mutating func takeUnknown(_ data: RawSpan) {
    var scanner = JSONScanner([UInt8](copying: data))
    _ = scanner.value()
    let isJSON = !scanner.isBroken && scanner.isAtEnd()
    reader.exchange.note(isJSON ? .unknownEvent : .notJSON)
    if !isJSON { reader.facts.isBroken = true }
    if isJSON, reader.exchange.taskID == nil { read(.unknown, data) }
  }

  /// Whether a terminal event has come: only one of another kind and the end may follow.
  var hasEnded: Bool { !ends.isEmpty }

  /// A read of the network is over.
  mutating func endOfRead() {
    if eventsOfRead > 0 { reader.exchange.eventReads += 1 }
    if eventsOfRead > 1 { reader.exchange.coalescedReads += 1 }
    eventsOfRead = 0
  }

  /// The stream is over; or the answer, which was one document without events.
  mutating func end() {
    reader.exchange.lastText = lastText
    reader.endNodes()
    if reader.exchange.terminal != nil, reader.facts.finish != nil, !reader.facts.started {
      reader.exchange.note(.lostStart)
    }
    guard !collected.isEmpty else { return }
    var unescaper = JSONUnescaper()
    reader.facts.text = unescaper.text(collected[...])
  }

  private mutating func countEvent() {
    reader.exchange.events += 1
    eventsOfRead += 1
    noteFrame()
    if reader.exchange.firstEvent == nil { reader.exchange.firstEvent = now }
    reader.exchange.lastEvent = now
  }

  private mutating func read(_ name: EventName, _ data: RawSpan) {
    if name == .messageReplace { collected = [] }
    reader.readEvent(name, [UInt8](copying: data), at: now)
  }

  private mutating func takeText(_ data: RawSpan) {
    if reader.exchange.taskID == nil { reader.readEvent(.text, [UInt8](copying: data), at: now) }
    guard case .text(let range) = TextDelta.find(in: data) else { return }
    if hasEnded { return reader.exchange.note(.textAfterEnd) }
    reader.exchange.textEvents += 1
    reader.facts.hasText = true
    if let last = lastText {
      takeGap(now.nanoseconds - last.nanoseconds)
    } else {
      reader.exchange.firstText = now
    }
    lastText = now
    reader.noteText(data, at: now)
    if keepsContent, collected.count + range.count <= Self.textLimit { collected.append(data, range) }
  }

  /// A New Agent says its whole answer once more: no text that comes, and not to be appended.
  private mutating func takeWhole(_ data: RawSpan) {
    guard case .text(let range) = TextDelta.find(in: data), keepsContent, range.count <= Self.textLimit else {
      return
    }
    collected = []
    collected.append(data, range)
  }

  private mutating func takeGap(_ gap: Int64) {
    reader.exchange.longestGap = max(reader.exchange.longestGap, gap)
    if gap >= Anomaly.gapLimit { reader.exchange.note(.longGap) }
    if reader.exchange.gaps.count < Self.gapLimit { reader.exchange.gaps.append(gap) }
  }
}

extension [UInt8] {
  /// A copy of the span's bytes.
  package init(copying span: RawSpan) {
    self.init()
    append(span, 0..<span.byteCount)
  }
}
