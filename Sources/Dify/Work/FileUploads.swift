import CurlTransport
import LoadEngine
import RunModel

/// Files that go with requests: local ones are uploaded first, each once for a user. Confined to the run's loop.
final class FileUploads: @unchecked Sendable {
  /// The files of one request, as Dify wants them.
  struct References: Sendable {
    var files: [JSONValue] = []
    /// Input variables that hold files.
    var inputs: [String: JSONValue] = [:]
    /// How long it took to have them; `nil` without files.
    var took: Duration?
  }

  private struct Key: Hashable {
    var path: String
    var user: String
  }

  private let client: DifyClient
  private var uploaded: [Key: String] = [:]
  private static let timeout = 120_000
  /// More than so many pairs of file and user are not remembered.
  private static let limit = 100_000

  init(client: DifyClient) { self.client = client }

  /// What the request has to refer to. Throws ``TaskError`` when an upload fails. Not inlined: most requests have no files,
  /// and their frames no room for this.
  @inline(never)
  func references(
    for files: [FileReference], _ context: TaskContext, user: String
  ) async throws -> References {
    var references = References()
    let begun = context.now
    for file in files {
      let reference = try await reference(to: file, context, user)
      if let variable = file.variable {
        references.inputs[variable] = reference
      } else {
        references.files.append(reference)
      }
    }
    references.took = context.now - begun
    return references
  }

  private func reference(to file: FileReference, _ context: TaskContext, _ user: String) async throws
    -> JSONValue
  {
    switch file.source {
    case .remote(let url):
      return ["type": .string(file.type), "transfer_method": "remote_url", "url": .string(url)]
    case .upload(let path):
      let id = try await id(of: path, context, user)
      return ["type": .string(file.type), "transfer_method": "local_file", "upload_file_id": .string(id)]
    }
  }

  private func id(of path: String, _ context: TaskContext, _ user: String) async throws -> String {
    let key = Key(path: path, user: user)
    if let known = uploaded[key] { return known }
    let name = path.lastComponent
    let file = MultipartFile(path: path, fileName: name, fields: ["user": user])
    let request = client.traced(
      client.upload(file, user: context.user, timeout: Self.timeout), context)
    do {
      let answer = try await client.document(request, scope: context.scope, expecting: 201)
      guard let id = answer["id"]?.stringValue else {
        throw TaskError.broken("the upload of \(name) was answered without an id", class: .protocolError)
      }
      if uploaded.count < Self.limit { uploaded[key] = id }
      return id
    } catch let problem as RequestProblem {
      throw TaskError.broken("upload of \(name): \(problem.text)", class: problem.failure ?? .network)
    }
  }
}
