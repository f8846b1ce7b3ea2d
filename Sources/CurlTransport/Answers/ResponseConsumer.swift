import Reactor

/// Takes an answer as it comes, on the loop, inside the network's turn: it must not wait.
package protocol ResponseConsumer: AnyObject {
  /// The head has come whole.
  func head(_ head: borrowing ResponseHead, at instant: LoopInstant)

  /// Some of the body; returns what it wants of the rest.
  func body(_ bytes: RawSpan, at instant: LoopInstant) -> Appetite
}

/// What a consumer wants of the rest of an answer.
package enum Appetite: Sendable, Equatable {
  /// All of it.
  case more
  /// What comes within so many nanoseconds; then the transfer ends as the consumer's own wish. The first such
  /// word counts.
  case moreFor(nanoseconds: Int64)
  /// Nothing: the transfer ends now.
  case nothing
}
