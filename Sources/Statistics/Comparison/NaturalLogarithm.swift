import Glibc

/// ln, and back: ratios are compared as differences of logarithms.
package enum NaturalLogarithm {
  package static func of(_ value: Double) -> Double { log(value) }
  /// e to the power of `value`.
  package static func inverse(_ value: Double) -> Double { exp(value) }
}
