/// Tokens that a model was charged with.
public struct TokenUsage: Sendable, Hashable, Codable {
  /// Tokens of the prompt.
  public var prompt: Int
  /// Tokens of the answer.
  public var completion: Int
  /// All tokens; may exceed the sum when only the total is known.
  public var total: Int

  /// Usage; `total` defaults to the sum.
  public init(prompt: Int = 0, completion: Int = 0, total: Int? = nil) {
    self.prompt = prompt
    self.completion = completion
    self.total = total ?? prompt + completion
  }

  /// Both.
  package static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
    var sum = left
    sum += right
    return sum
  }

  /// Adds in place.
  package static func += (left: inout TokenUsage, right: TokenUsage) {
    left.prompt += right.prompt
    left.completion += right.completion
    left.total += right.total
  }
}
