import Judgement
import RunModel
import Statistics

/// Two builds compared again and again, by the library.
struct ComparisonExperiment: Sendable {
  var first = SimulatedBuild()
  var second = SimulatedBuild()
  var pairs = 7
  /// What the server does to all times in an hour, as a share; runs take three minutes.
  var drift = 0.05
  var comparer = Comparer()
  /// Whether runs that follow each other are compared as pairs.
  var isPaired = true

  /// So many comparisons, each from a seed of its own.
  func comparisons(_ count: Int, seed: UInt64) -> [Comparison] {
    (0..<count).map { comparison(SplitMix64.mix(seed &+ UInt64($0))) }
  }

  private func comparison(_ seed: UInt64) -> Comparison {
    var random = SeededGenerator(seed: seed)
    var sides: (first: [ReportDocument], second: [ReportDocument]) = ([], [])
    for pair in 0..<pairs {
      // A B B A, as `run --pairs` does.
      for turn in 0..<2 {
        let level = 1 + drift * Double(pair * 2 + turn) / 20
        if (pair + turn).isMultiple(of: 2) {
          sides.first.append(first.run("first-\(pair)", level: level, &random))
        } else {
          sides.second.append(second.run("second-\(pair)", level: level, &random))
        }
      }
    }
    var comparer = comparer
    comparer.isPaired = isPaired && pairs > 1
    return comparer.compare(sides.first, sides.second)
  }
}

extension [Comparison] {
  /// The share of which something holds.
  func share(where holds: (Comparison) -> Bool) -> Double {
    Double(count(where: holds)) / Double(Swift.max(1, count))
  }
}
