import RunModel

/// A call that went with a request, in its attempt's line.
extension CallRecord: LineRecord {
  init() { self.init(.create, took: 0) }

  mutating func code(_ line: inout some LineCoder) {
    line.word("call", required: true, name) { name = $0 }
    line.number("took_ns", required: true, took) { took = $0 }
    line.text("failure", failure?.rawValue) { failure = FailureClass(rawValue: $0) }
  }
}
