/// Orthogonal arrays from polynomials (Bush 1952): a row for each polynomial of degree below t over the field of q
/// elements, a column for its value at each element, and one for its leading coefficient. Any t columns have each
/// tuple exactly once.
enum PolynomialArray {
  /// The q^t rows, for up to q + 1 dimensions; `nil` when q is no prime power. Values are below q.
  static func rows(field: FiniteField, strength: Int, dimensions: Int) -> [[Int]]? {
    guard dimensions <= field.order + 1 else { return nil }
    let rowCount = (0..<strength).reduce(1) { count, _ in count * field.order }
    return (0..<rowCount).map { number in
      var rest = number
      let coefficients = (0..<strength).map { _ in
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: field.order)
        rest = quotient
        return remainder
      }
      return (0..<dimensions).map { column in
        column == field.order
          ? coefficients[0]
          : coefficients.reduce(0) { field.sum(field.product($0, column), $1) }
      }
    }
  }
}
