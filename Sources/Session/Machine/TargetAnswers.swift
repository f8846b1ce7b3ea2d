import Dify
import LoadEngine

/// What a target tells of itself. No tuple: optimised code (Swift 6.3.1) loses one of these on its way out of a task, and crashes.
struct TargetAnswers: Sendable {
  let trip: RoundTrip
  /// What the app said, or why it said nothing.
  let app: Result<Preflight, TargetSilence>

  /// Asks. Throws ``RequestProblem`` when the target cannot be reached.
  static func ask(_ client: DifyClient, _ scope: RunScope) async throws -> TargetAnswers {
    let trip = try await RoundTrip.ask(client, scope: scope)
    do {
      return TargetAnswers(trip: trip, app: .success(try await Preflight.ask(client, scope: scope)))
    } catch {
      return TargetAnswers(trip: trip, app: .failure(TargetSilence(error)))
    }
  }
}
