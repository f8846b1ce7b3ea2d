/// One try of a task, on the run's clock.
public struct AttemptRecord: Sendable, Hashable, Codable {
  /// 1 for the first.
  public var number: Int
  /// When the plan wanted it to start.
  public var intendedStart: RunInstant
  /// When a slot was free for it (the wait for a rate token follows).
  package var admitted: RunInstant
  /// When its rate token was granted; equal to `admitted` without a limit.
  package var granted: RunInstant
  /// When the work was called.
  public var start: RunInstant
  /// When it ended: returned, threw, or was cut at its limit.
  public var end: RunInstant
  /// How it ended.
  public var status: TaskStatus
  /// Why, unless it succeeded.
  public var failure: FailureClass?
  /// A short text for people.
  public var message: String?
  /// Its requests: one, or one a turn.
  public var exchanges: [ExchangeRecord]
  /// Whether the work went on after its limit had passed and its slot had been freed.
  package var leaked: Bool
  /// What its time is made of, when it was read from a line of results; else its instants say.
  package var timeParts: TimeParts?
  /// The pause before the next attempt, when there was one.
  package var backoff: Duration?

  /// A record.
  package init(
    number: Int, intendedStart: RunInstant, admitted: RunInstant, granted: RunInstant, start: RunInstant,
    end: RunInstant, status: TaskStatus, failure: FailureClass? = nil, message: String? = nil,
    exchanges: [ExchangeRecord] = [], leaked: Bool = false, backoff: Duration? = nil
  ) {
    self.number = number
    self.intendedStart = intendedStart
    self.admitted = admitted
    self.granted = granted
    self.start = start
    self.end = end
    self.status = status
    self.failure = failure
    self.message = message
    self.exchanges = exchanges
    self.leaked = leaked
    self.backoff = backoff
  }

  /// When the first request was sent: the work's own mark, else its start.
  package var send: RunInstant { exchanges.first?.send ?? start }
  /// When the answer was whole: its end, or the last event of a stream that stayed open, or what came before the calls that
  /// followed it.
  package var close: RunInstant {
    guard let last = exchanges.last, last.leftOpen == true || last.calls != nil, let close = last.close else {
      return end
    }
    return close
  }
  /// Close minus send: what the server took.
  package var serviceTime: Duration { close - send }
  /// Close minus intended start: what a user would have felt.
  public var responseTime: Duration { close - intendedStart }
  /// How much later than planned the request was sent.
  public var lateness: Duration { send - intendedStart }
  /// Time to first text from the send, when text came.
  public var timeToFirstText: Duration? { exchanges.first?.firstText.map { $0 - send } }
}
