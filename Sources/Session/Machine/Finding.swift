/// One thing that was looked at before a load, and what to do about it.
package struct Finding: Sendable, Equatable {
  /// How grave it is.
  package enum Level: String, Sendable, CaseIterable {
    /// As it should be.
    case fine
    /// It may matter, and for whom is said.
    case note
    /// Figures of this machine, or of this target, would be wrong or not come at all.
    case problem
  }

  package var level: Level
  /// What was looked at, in one or two words.
  package var subject: String
  /// What was found.
  package var words: String
  /// What to do; empty when nothing is to be done.
  package var advice: String

  package init(_ level: Level, _ subject: String, _ words: String, do advice: String = "") {
    (self.level, self.subject, self.words, self.advice) = (level, subject, words, advice)
  }
}
