import Reactor

/// Takes an answer as it comes, on the loop, inside the network's turn: it must not wait.
package protocol ResponseConsumer: AnyObject {
  /// The head has come whole.
  func head(_ head: borrowing ResponseHead, at instant: LoopInstant)

  /// Some of the body. `false` ends the transfer: the consumer has all that it wants.
  func body(_ bytes: RawSpan, at instant: LoopInstant) -> Bool
}
