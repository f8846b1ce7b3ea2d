import LoadEngine
import RunModel

/// The end users that requests name.
struct UserNames: Sendable {
  let pool: UserPool
  let runID: String

  /// What begins the names that no other run has.
  var ownPrefix: String { own + "-" }

  private var own: String { "floodgate-\(runID)" }

  /// The user of a task.
  func name(_ testCase: TestCase, _ context: TaskContext) -> String {
    if let user = testCase.user { return user }
    let prefix = pool.prefix ?? own
    switch pool.assignment {
    case .pool: return "\(prefix)-\(context.user % max(1, pool.size) + 1)"
    case .perCase: return "\(prefix)-\(testCase.id)"
    case .unique: return "\(prefix)-\(context.taskID)"
    }
  }
}
