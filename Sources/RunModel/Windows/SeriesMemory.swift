import Statistics

/// How long a series remembers: over how many steps neighbours resemble each other.
package struct SeriesMemory {
  /// 1 + 2 times the sum of the autocorrelations up to the first that chance may have made: so many values are worth one.
  package let steps: Double

  /// Of values above 0; those that are missing are passed over.
  package init(_ values: [Int64?]) {
    let known = values.compactMap(\.self).filter { $0 > 0 }.map { NaturalLogarithm.of(Double($0)) }
    guard known.count >= 10 else {
      steps = 1
      return
    }
    let mean = known.reduce(0, +) / Double(known.count)
    let centred = known.map { $0 - mean }
    let variance = centred.reduce(0) { $0 + $1 * $1 }
    let chance = 2 / Double(known.count).squareRoot()
    var sum = 0.0
    for lag in 1...(known.count / 4) where variance > 1e-9 {
      let products = zip(centred, centred.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
      let correlation = products / variance
      if correlation < chance { break }
      sum += correlation
    }
    steps = 1 + 2 * sum
  }
}
