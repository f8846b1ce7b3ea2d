/// log2, coarse: exact at powers of two, straight between. For logarithmic axes of times in nanoseconds.
enum CoarseLogarithm {
  /// Of a value above 0.
  static func of(_ value: Double) -> Double { Double(value.exponent) + value.significand - 1 }

  /// Its inverse, in seconds.
  static func seconds(_ exponent: Double) -> Double {
    let whole = exponent.rounded(.down)
    return (1 + exponent - whole) * Double(sign: .plus, exponent: Int(whole), significand: 1) / 1e9
  }
}
