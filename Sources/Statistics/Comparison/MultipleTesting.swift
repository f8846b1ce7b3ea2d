/// Adjusts p values for how many there are.
package enum MultipleTesting {
  /// Holm's step-down adjustment (S. Holm, 1979): the chance of any false alarm stays below the level.
  package static func holm(_ values: [Double]) -> [Double] {
    var adjusted = values
    var highest = 0.0
    for (rank, index) in ascending(values).enumerated() {
      highest = max(highest, values[index] * Double(values.count - rank))
      adjusted[index] = min(1, highest)
    }
    return adjusted
  }

  /// Benjamini and Hochberg's adjustment (1995): the share of false alarms among all alarms stays below the level.
  package static func benjaminiHochberg(_ values: [Double]) -> [Double] {
    var adjusted = values
    var lowest = 1.0
    for (rank, index) in ascending(values).enumerated().reversed() {
      lowest = min(lowest, values[index] * Double(values.count) / Double(rank + 1))
      adjusted[index] = lowest
    }
    return adjusted
  }

  private static func ascending(_ values: [Double]) -> [Int] {
    values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  }
}
