/// The field of q elements, for a prime power q. Elements are the numbers below q: polynomials over Z_p with their
/// coefficients as digits in base p. Pure.
struct FiniteField: Sendable {
  /// The largest order that is looked for.
  static let largest = 256

  /// q.
  let order: Int
  private let prime: Int
  /// The powers of a primitive element, from the zeroth.
  private let powers: [Int]
  private let logarithms: [Int]

  /// The field of an order; `nil` when it is no prime power or more than ``largest``.
  init?(order: Int) {
    guard (2...Self.largest).contains(order), let prime = Self.prime(ofPower: order) else { return nil }
    // The modulus x^n - m is primitive when the powers of x are all elements but 0.
    guard
      let powers = (1..<order).lazy.map({ Self.powers(order, prime, modulus: $0) }).first(where: {
        $0.count == order - 1
      })
    else { return nil }
    self.order = order
    self.prime = prime
    self.powers = powers
    var logarithms = [Int](repeating: 0, count: order)
    for (exponent, power) in powers.enumerated() { logarithms[power] = exponent }
    self.logarithms = logarithms
  }

  /// The smallest field with at least so many elements; `nil` beyond ``largest``.
  static func smallest(atLeast least: Int) -> FiniteField? {
    least > largest ? nil : (max(2, least)...largest).lazy.compactMap { FiniteField(order: $0) }.first
  }

  func product(_ left: Int, _ right: Int) -> Int {
    left == 0 || right == 0 ? 0 : powers[(logarithms[left] + logarithms[right]) % (order - 1)]
  }

  func sum(_ left: Int, _ right: Int) -> Int { Self.sum(left, right, times: 1, prime) }

  private static func prime(ofPower order: Int) -> Int? {
    let prime = (2...order).first { order.isMultiple(of: $0) } ?? order
    var power = prime
    while power < order { power *= prime }
    return power == order ? prime : nil
  }

  /// 1, x, x^2, ... until 1 comes back.
  private static func powers(_ order: Int, _ prime: Int, modulus: Int) -> [Int] {
    let leadingUnit = order / prime
    var powers = [1]
    while powers.count < order {
      let last = powers[powers.count - 1]
      let next = sum(last % leadingUnit * prime, modulus, times: last / leadingUnit, prime)
      if next == 1 { return powers }
      powers.append(next)
    }
    return []
  }

  /// left + factor * right, digit by digit.
  private static func sum(_ left: Int, _ right: Int, times factor: Int, _ prime: Int) -> Int {
    var (left, right, unit, result) = (left, right, 1, 0)
    while left > 0 || right > 0 {
      result += (left % prime + right % prime * factor) % prime * unit
      (left, right, unit) = (left / prime, right / prime, unit * prime)
    }
    return result
  }
}
