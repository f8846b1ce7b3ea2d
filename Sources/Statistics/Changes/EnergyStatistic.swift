/// How much two parts of a series differ in distribution, by distances between their values (G. J. Szekely and
/// M. L. Rizzo; with exponent 1). It sees shifts and spreads alike and assumes no distribution.
package enum EnergyStatistic {
  /// The statistic of E-divisive for each way to cut `values` in two with at least `minimum` (2 or more) values a side:
  /// (m n / (m + n)) (2 E|X - Y| - E|X - X'| - E|Y - Y'|), with means over distinct pairs.
  /// The first element is the cut after `minimum` values; nothing when there are too few.
  /// Source: D. S. Matteson and N. A. James, JASA 109 (2014), equations 5 and 6.
  package static func cuts(_ values: [Double], minimum: Int = 2) -> [Double] {
    let count = values.count
    guard minimum >= 2, count >= 2 * minimum else { return [] }
    var (left, right, between) = (0.0, 0.0, 0.0)
    for i in 0..<count { for j in 0..<i { right += abs(values[i] - values[j]) } }
    var statistics: [Double] = []
    statistics.reserveCapacity(count - 2 * minimum + 1)
    for moved in 0..<count - minimum {
      let value = values[moved]
      var (toLeft, toRight) = (0.0, 0.0)
      for i in 0..<moved { toLeft += abs(values[i] - value) }
      for j in moved + 1..<count { toRight += abs(values[j] - value) }
      left += toLeft
      right -= toRight
      between += toRight - toLeft
      if moved + 1 >= minimum {
        statistics.append(scaled(between, left, right, moved + 1, count - moved - 1))
      }
    }
    return statistics
  }

  private static func scaled(_ between: Double, _ left: Double, _ right: Double, _ m: Int, _ n: Int) -> Double
  {
    let (m, n) = (Double(m), Double(n))
    let distance = 2 * between / (m * n) - 2 * left / (m * (m - 1)) - 2 * right / (n * (n - 1))
    return m * n / (m + n) * distance
  }
}
