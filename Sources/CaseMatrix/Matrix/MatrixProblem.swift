import RunModel

/// A matrix that cannot be expanded.
package enum MatrixProblem: Error, Sendable, Hashable, CustomStringConvertible {
  case tooMany(count: String, factors: [String], limit: Int)
  case emptyDimension(String)
  case unequalLengths([String])
  case unknownName(String, known: [String])
  case sharedName(String, String, String)
  case badData(String, DataProblem, place: String)
  case needsServer(String, place: String)
  case conditionOnLater(String, on: String)
  case tooManyRows(count: String, strength: Int, limit: Int)
  case unknownSeed(row: Int, name: String, value: String)
  case covering(CoveringProblem, place: String)

  package var description: String {
    switch self {
    case .tooMany(let count, let factors, let limit):
      "the matrix has \(count) cases (\(factors.joined(separator: " x "))), more than \(limit); allow them with --max-cases, or use strategy: {sample: N}"
    case .emptyDimension(let name): "the dimension '\(name)' has no values"
    case .unequalLengths(let lengths):
      "strategy zip needs lists of one length, found \(lengths.joined(separator: ", "))"
    case .unknownName(let name, let known):
      "'\(name)' is no dimension of the matrix"
        + NearestWord.hint(name, in: known)
    case .sharedName(let name, let first, let second):
      "the parameter '\(name)' comes from '\(first)' and from '\(second)'; give one of them another name"
    case .badData(let name, let problem, let place):
      "\(problem) (for '\(name)'\(place.isEmpty ? "" : ", \(place)"))"
    case .needsServer(let name, let place):
      "the limits of '\(name)' come from the app\(place.isEmpty ? "" : " (\(place))"), which has to be asked: 'floodgate run' does; here, say --ask-server, or write them: boundary: {max_length: 256}"
    case .conditionOnLater(let name, let other):
      "'\(name)' has a condition on '\(other)', which does not stand before it; move '\(name)' below '\(other)'"
    case .tooManyRows(let count, let strength, let limit):
      "to cover all combinations of \(strength) dimensions takes \(count) cases, more than \(limit); allow them with --max-cases, or keep those that cover most with strategy: {t_wise: \(strength), max: \(limit)}"
    case .unknownSeed(let row, let name, let value):
      "row \(row) of the strategy: \(value) is no value of '\(name)'"
    case .covering(let problem, let place):
      problem.description + (place.isEmpty ? "" : " (\(place))")
    }
  }
}
