/// How long tasks took and how long their answers and questions were: sums of products over the successes that tell their
/// tokens, enough to regress one on the others. Whole numbers, so that parts in any order are the whole.
package struct LengthMoments: Sendable, Hashable, Codable {
  /// What a task is described by.
  package enum Variable: Int, Sendable, CaseIterable {
    /// Tokens of the answer.
    case answer
    /// Tokens of the question, with all that was sent to the model.
    case prompt
    /// Response time in steps of 0.1 ms.
    case time
  }

  /// Successes that tell their tokens.
  package private(set) var count = 0
  /// By variable; empty of nothing.
  package private(set) var sums: [Int64] = []
  /// Of two variables, `first * 3 + second` with the first not after the second; empty of nothing.
  package private(set) var products: [Int64] = []

  /// Nothing yet.
  package init() {}

  /// The mean of a variable; `nil` of nothing. Times in seconds.
  package func mean(_ variable: Variable) -> Double? {
    count > 0 && isConsistent
      ? Double(sums[variable.rawValue]) / Double(count) * Self.unit(variable) : nil
  }

  /// The sum of two variables' products about their means. Times in seconds.
  package func spread(_ first: Variable, _ second: Variable) -> Double {
    guard count > 0, isConsistent else { return 0 }
    let (low, high) = (min(first.rawValue, second.rawValue), max(first.rawValue, second.rawValue))
    let product = Double(products[low * Self.size + high])
    let about = product - Double(sums[low]) * Double(sums[high]) / Double(count)
    return about * Self.unit(first) * Self.unit(second)
  }

  /// Takes a success; others, and those that tell no tokens, are passed over.
  mutating func record(_ result: TaskResult) {
    guard result.status.isSuccess, let last = result.attempts.last else { return }
    let tokens = result.tokens
    guard tokens.completion > 0 else { return }
    let values = [
      min(Int64(tokens.completion), Self.mostTokens), min(Int64(max(0, tokens.prompt)), Self.mostTokens),
      min(max(0, last.responseTime.nanoseconds / Self.step), Self.mostSteps),
    ]
    if sums.isEmpty { grow() }
    count += 1
    for first in 0..<Self.size {
      sums[first] &+= values[first]
      for second in first..<Self.size {
        products[first * Self.size + second] &+= values[first] * values[second]
      }
    }
  }

  /// Adds those of another part.
  mutating func merge(_ other: LengthMoments) {
    guard other.count > 0, other.isConsistent else { return }
    if sums.isEmpty { grow() }
    count += other.count
    for index in sums.indices { sums[index] &+= other.sums[index] }
    for index in products.indices { products[index] &+= other.products[index] }
  }

  /// Whether the lists have their lengths. Documents come from outside.
  var isConsistent: Bool {
    count == 0 ? sums.isEmpty : sums.count == Self.size && products.count == Self.size * Self.size
  }

  private mutating func grow() {
    sums = Array(repeating: 0, count: Self.size)
    products = Array(repeating: 0, count: Self.size * Self.size)
  }

  private static let size = Variable.allCases.count
  /// Nanoseconds of a step of time.
  private static let step: Int64 = 100_000
  // What is longer counts as that long: no sum of a run overflows.
  private static let mostTokens: Int64 = 1_000_000
  private static let mostSteps: Int64 = 10_000_000

  private static func unit(_ variable: Variable) -> Double {
    variable == .time ? Double(step) / 1e9 : 1
  }
}
