/// One way to put a load on the server: a row of the table. A new row is one file and one line in `main.swift`.
protocol Contestant {
  var name: String { get }

  /// Does the whole load and returns what it cost, in microseconds of CPU.
  func cost(of load: Load) throws -> Double
}

/// A round that did not do what it should: its figure would mean nothing.
struct BrokenRound: Error, CustomStringConvertible {
  var contestant: String
  var description: String

  init(_ contestant: String, _ text: String) {
    self.contestant = contestant
    description = "\(contestant): \(text)"
  }
}
