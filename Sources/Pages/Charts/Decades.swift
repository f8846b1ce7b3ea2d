import Glibc

/// Logarithms to the base of ten, for axes.
enum Decades {
  static func of(_ value: Double) -> Double { log10(value) }
  static func value(_ decades: Double) -> Double { pow(10, decades) }
}
