/// Who is told how a run stands while it goes on. Called beside the load: one who is slow does not slow it.
package struct Progress: Sendable {
  /// Seconds between two calls; more than 0.
  package var interval: Double
  package var take: @Sendable (RunProgress) -> Void
  /// Called once, when the run has ended.
  package var finish: @Sendable () -> Void

  package init(
    every interval: Double, take: @escaping @Sendable (RunProgress) -> Void,
    finish: @escaping @Sendable () -> Void = {}
  ) {
    (self.interval, self.take, self.finish) = (interval, take, finish)
  }
}
