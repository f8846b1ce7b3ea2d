import CurlTransport
import LoadEngine
import Reactor
import RunModel

/// The work function that asks a Dify app: one request, or the turns of a conversation. Used on the run's loop only.
package final class DifyWork: @unchecked Sendable {
  let client: DifyClient
  let endpoint: any RunEndpoint.Type
  let users: UserNames
  /// What a request is, when it is no run.
  let call: (any DirectCall)?
  private let followUps: FollowUpCalls?
  let stopPlan: StopPlan?
  /// Runs that were stopped, after which none has begun.
  var stopped = 0
  private let keepsContent: Bool
  private let uploads: FileUploads
  private let tell: AnswerTap.Tell?
  /// Raw transcripts; `nil` when none are wanted.
  package var transcripts: TranscriptStore?
  /// What it has seen of its runs.
  let ledger: RunLedger
  package let stops: StopRequests
  /// How long a stream may stay open after its terminal event, nanoseconds.
  var grace: Int64 = 5_000_000_000

  /// - Parameters:
  ///   - app: the app's mode.
  ///   - keepsContent: whether texts and outputs are needed, for expectations or to be kept.
  ///   - ledger: where its runs are noted.
  ///   - tell: hears all that is sent and comes.
  package init(
    client: DifyClient, app: TargetSpecification.AppKind, scope: RunScope, keepsContent: Bool,
    ledger: RunLedger = RunLedger(keepsAll: false), tell: (@Sendable (AskedEvent) -> Void)? = nil
  ) {
    self.ledger = ledger
    self.client = client
    self.keepsContent = keepsContent
    self.tell = tell
    client.tell = tell
    endpoint = RunEndpoints.endpoint(for: app)
    users = UserNames(pool: client.target.users, runID: scope.runID)
    uploads = FileUploads(client: client)
    followUps = client.target.followUps.map { FollowUpCalls(client: client, plan: $0) }
    stopPlan = client.target.stopPlan
    call = DirectCalls.call(of: client, keepsContent: keepsContent)
    stops = StopRequests(client: client, scope: scope)
  }

  /// Does one attempt.
  package func callAsFunction(_ context: TaskContext) async throws -> TaskOutput {
    if call == nil, context.asksOnce { return await ask(context) }
    return try await askInParts(context)
  }

  /// A call that is no run, a request with files, or a conversation.
  @inline(never)
  private func askInParts(_ context: TaskContext) async throws -> TaskOutput {
    // Once: each look at it is a copy.
    let testCase = context.testCase
    let user = users.name(testCase, context)
    if let call { return try await call.perform(context, testCase, user: user) }
    let files =
      testCase.files.isEmpty
      ? .init() : try await uploads.references(for: testCase.files, context, user: user)
    if !testCase.turns.isEmpty { return try await converse(context, testCase, files) }
    return await ask(context, Question(query: testCase.query, files: files))
  }

  /// What differs from turn to turn.
  struct Question {
    var query: String?
    var conversationID: String?
    var files = FileUploads.References()
    var turn = 0
  }

  /// A request on its way.
  struct Asked {
    var user: String
    var reader: AnswerReader
    var request: PreparedRequest
    var stop: PlannedStop?
    /// Whether it is the first one after a run that was stopped.
    var isAfterStop: Bool
  }

  /// One request and its verdict; without a question, of the case's own. The frame of this is memory of each open stream:
  /// what need not live until the answer's end is kept out of it, by not being inlined.
  @inline(never)
  func ask(_ context: TaskContext, _ question: Question? = nil) async -> TaskOutput {
    let asked = begin(context, question)
    await client.transport.perform(asked.request, asked.reader, abortedBy: context.signal)
    var answer = output(context, asked)
    if let stop = asked.stop { await take(stop, &answer, asked.reader) }
    if asked.isAfterStop { answer.noteRunAfterStop() }
    if let followUps, !answer.wasStopped {
      await followUps.make(after: &answer, context, user: asked.user)
    }
    return answer
  }

  @inline(never)
  private func begin(_ context: TaskContext, _ question: Question?) -> Asked {
    let testCase = context.testCase
    let question = question ?? Question(query: testCase.query)
    let user = users.name(testCase, context)
    let reader = AnswerReader(
      scope: context.scope,
      keepsContent: keepsContent || !testCase.turns.isEmpty || !testCase.expectations.isEmpty,
      grace: grace)
    let request = request(context, testCase, question, user)
    reader.note(uploads: question.files.took, traceparent: request.traceparent)
    if let tell { reader.tap = AnswerTap(tell, request, secrets: client.secrets, start: context.scope.now) }
    reader.transcript = transcripts?.begin(request, testCase.id, start: context.scope.now)
    let isAfterStop = stopped > 0
    if isAfterStop { stopped -= 1 }
    let stop = stopPlan == nil ? nil : plannedStop(testCase, context, reader, user)
    return Asked(
      user: user, reader: reader, request: client.transport.prepare(request), stop: stop,
      isAfterStop: isAfterStop)
  }

  private func request(
    _ context: TaskContext, _ testCase: TestCase, _ question: Question, _ user: String
  ) -> HTTPRequest {
    let (target, inputs, files) = (client.target, testCase.parameters, question.files)
    let version = PublishedVersion.of(testCase.workflowID, target)
    let body = endpoint.body(
      RunRequestBody(
        inputs: files.inputs.isEmpty ? inputs : inputs.merging(files.inputs) { $1 }, query: question.query,
        conversationID: question.conversationID, files: files.files, user: user,
        responseMode: target.responseMode,
        autoGenerateName: target.autoGenerateName, version: version))
    return client.traced(
      client.post(endpoint.path(version: version), body: body, user: context.user), context,
      turn: question.turn)
  }
}
