import RunModel
import Statistics

/// What this machine measures of a server that answers at once: no figure of a run can be below it. The stand-in that
/// was asked shares the machine, so its part is in here.
package struct MachineFloor: Sendable, Equatable {
  /// Time to first text of one task at a time, seconds: its median.
  package var firstText: Double
  /// 99 % of them took no longer.
  package var firstTextTail: Double
  /// Tasks a second, at the most.
  package var rate: Double
  /// Streams at once that were tried, fewest first.
  package var streams: [Streams]
  /// How long it took to measure, seconds.
  package var duration: Double

  /// So many streams at once, and what the machine added to their time to first text.
  package struct Streams: Sendable, Equatable {
    package var count: Int
    /// The median, seconds.
    package var added: Double
    /// 99 % had no more.
    package var addedTail: Double

    package init(count: Int, added: Double, addedTail: Double) {
      (self.count, self.added, self.addedTail) = (count, added, addedTail)
    }
    /// How many, and what was added.
    package var words: String {
      "\(Figures.count(count)) begun at once: adds \(Figures.seconds(added)) to a TTFT at p50, \(Figures.seconds(addedTail)) at p99"
    }

    /// Whether a first text is still measured well enough to be told from a server's.
    package var isFaithful: Bool { addedTail <= MachineFloor.faithful }
  }

  /// The times to first text of one task at a time.
  package var times: String { "p50 \(Figures.seconds(firstText)), p99 \(Figures.seconds(firstTextTail))" }

  /// A machine that adds more than this to a hundredth of the times to first text, in seconds, is told so.
  package static let faithful = 0.1

  package init(
    firstText: Double, firstTextTail: Double, rate: Double, streams: [Streams], duration: Double
  ) {
    (self.firstText, self.firstTextTail, self.rate) = (firstText, firstTextTail, rate)
    (self.streams, self.duration) = (streams, duration)
  }

  /// The most streams that were measured well; `nil` when not even the fewest were.
  package var mostStreams: Int? { streams.last { $0.isFaithful }?.count }
}
