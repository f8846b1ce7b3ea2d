/// What a search for a capacity came to.
public struct CapacityAnswer: Sendable, Hashable, Codable {
  /// The ends that a search can have.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The objective held up to a load, and broke above it.
    case found
    /// It held at the most load that was to be tried.
    case neverBroke = "never-broke"
    /// It broke even at the least load.
    case failedAtLeast = "failed-at-least"
    /// The machine that makes the load could make no more: nothing is known of the server beyond that.
    case generatorLimit = "generator-limit"
    /// The search was ended before it knew.
    case unfinished
  }

  /// Whether the server was the same from the first step to the last.
  public enum Course: String, Sendable, Codable {
    /// It was, as far as the steps tell.
    case stable
    /// A load that held on the way up did not hold any more once the server had been overloaded.
    case afterOverload = "after-overload"
    /// It could hold less and less while it was measured.
    case declining
  }

  /// How it ended.
  public var kind: Kind
  /// The highest load that held, most of its steps agreeing; `nil` when none did.
  public var sustained: Double?
  /// How many steps held at ``sustained``.
  public var confirmations: Int
  /// The lowest load above it at which the objective broke: the capacity lies between both. `nil` when none did.
  public var broke: Double?
  /// The likeliest capacity between both: the middle by ratio, drawn to what the steps that broke say; `nil` when an end
  /// is missing.
  public var estimate: Double?
  /// Whether the server stayed the same.
  public var course: Course
  /// What it held earlier, when ``course`` says that it does not any more.
  public var heldEarlier: Double?
  /// What ended the search, when it is unfinished.
  public var endedBy: String?

  /// An answer.
  package init(
    kind: Kind, sustained: Double? = nil, confirmations: Int = 0, broke: Double? = nil,
    estimate: Double? = nil, course: Course = .stable, heldEarlier: Double? = nil, endedBy: String? = nil
  ) {
    (self.kind, self.sustained, self.confirmations) = (kind, sustained, confirmations)
    (self.broke, self.estimate, self.course) = (broke, estimate, course)
    (self.heldEarlier, self.endedBy) = (heldEarlier, endedBy)
  }
}
