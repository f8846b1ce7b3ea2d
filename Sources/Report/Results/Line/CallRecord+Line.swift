import RunModel

/// A call that went with a request, in its attempt's line.
extension CallRecord: LineRecord {
  init() { self.init(.create, took: 0) }

  static let fields = LineFields<CallRecord>([
    .word("call", { $0.name }, { $0.name = $1 }).required(),
    .number("took_ns", { $0.took }, { $0.took = $1 }).required(),
    .text("failure", { $0.failure?.rawValue }, { $0.failure = FailureClass(rawValue: $1) }),
  ])
}
