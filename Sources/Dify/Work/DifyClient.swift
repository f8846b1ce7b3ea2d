import CurlTransport
import LoadEngine
import Reactor
import RunModel

/// One Dify app behind a transport. Used on the run's loop only.
package final class DifyClient: @unchecked Sendable {
  package let target: TargetSpecification
  let transport: Transport
  let base: String
  private let headers: [String]
  private let jsonHeaders: [String]
  private let key: Secret?
  /// Hears what its calls send and bring, when a single task is looked at.
  var tell: AnswerTap.Tell?
  /// What must not be seen in words about its requests.
  let secrets: Secrets

  /// A client of a target, whose variables are put in. `secrets`: those of the whole run; by default this target's.
  package init(
    target: TargetSpecification, baseURL: String? = nil, key: Secret?, secrets: Secrets? = nil,
    transport: Transport
  ) {
    self.target = target
    self.transport = transport
    self.key = key
    self.secrets = secrets ?? Secrets(others: [key].compactMap(\.self) + target.secrets)
    base = URLText.base(baseURL ?? target.baseURL)
    var lines = target.headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    if let key { lines.append("Authorization: Bearer \(key.reveal())") }
    headers = lines
    jsonHeaders = lines + ["Content-Type: application/json"]
  }

  func post(_ path: String, body: [UInt8], user: Int = 0, timeout: Int = 0) -> HTTPRequest {
    HTTPRequest(
      .post, URLText.joined(base, path), headers: jsonHeaders, body: body, timeout: timeout,
      user: user)
  }

  func get(_ path: String, timeout: Int = 30_000, user: Int = 0) -> HTTPRequest {
    HTTPRequest(.get, URLText.joined(base, path), headers: headers, timeout: timeout, user: user)
  }

  func upload(
    _ file: MultipartFile, to path: String = "/files/upload", user: Int, timeout: Int = 0
  ) -> HTTPRequest {
    HTTPRequest(
      .post, URLText.joined(base, path), headers: headers, upload: file, timeout: timeout, user: user)
  }

  func delete(_ path: String, timeout: Int) -> HTTPRequest {
    HTTPRequest(.delete, URLText.joined(base, path), headers: headers, timeout: timeout)
  }

  /// Asks for a path and returns when what happened, whatever the status; throws ``RequestProblem`` without an answer.
  func timed(_ path: String, scope: RunScope) async throws -> Transfer {
    try await answered(get(path), AnswerReader(scope: scope, keepsContent: false))
  }

  private func answered(_ request: HTTPRequest, _ reader: AnswerReader) async throws -> Transfer {
    let transfer = await transport.perform(request, reader)
    guard let failure = transfer.failure else { return transfer }
    let verdict = OutcomeClassifier.judge(failure, afterDeadline: false)
    throw problem(request, 0, verdict.message ?? "", verdict.failure)
  }

  /// Sends a request and returns its document; throws what went wrong as ``RequestProblem``.
  func document(
    _ request: HTTPRequest, scope: RunScope, expecting status: Int = 200, _ own: AnswerReader? = nil
  ) async throws -> JSONValue {
    let reader = own ?? AnswerReader(scope: scope, keepsContent: false)
    let transfer = try await answered(request, reader)
    reader.finish()
    guard transfer.status == status else {
      let verdict = ErrorClassifier.judge(transfer.status, isJSON: reader.isJSON, reader.facts.problem)
      throw problem(
        request, transfer.status, verdict.message ?? "", verdict.failure, code: reader.facts.problem?.code)
    }
    var scanner = JSONScanner(reader.takeDocument())
    let value = scanner.value()
    guard reader.isJSON, !scanner.isBroken else {
      throw problem(request, transfer.status, "the answer is no JSON", .badJSON)
    }
    return value
  }

  private func problem(
    _ request: HTTPRequest, _ status: Int, _ text: String, _ failure: FailureClass?, code: String? = nil
  ) -> RequestProblem {
    RequestProblem(
      url: secrets.redact(request.url), status: status, text: secrets.redact(text), failure: failure,
      code: code)
  }
}
