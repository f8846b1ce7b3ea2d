import CurlTransport
import LoadEngine
import RunModel

/// `POST /files/upload`: each of the case's files, one after the other, anew in every task.
struct FileUploadCall: DirectCall {
  let client: DifyClient

  func perform(_ context: TaskContext, _ testCase: TestCase, user: String) async throws -> TaskOutput {
    var whole: TaskOutput?
    for file in testCase.files {
      guard case .upload(let path) = file.source else { continue }
      let form = MultipartFile(path: path, fileName: path.lastComponent, fields: ["user": user])
      let answer = await client.call(client.upload(form, user: context.user), context)
      let isNamed = answer.document["id"]?.stringValue != nil
      var output = answer.output(isNamed ? nil : .error(.protocolError, "the answer names no file"))
      output.outputs = answer.document
      output.exchanges = (whole?.exchanges ?? []) + output.exchanges
      whole = output
      if output.status != .succeeded { break }
    }
    guard let whole else {
      throw TaskError.broken("the case has no file to upload: files: [{path: ...}]", class: .badRequest)
    }
    return whole
  }
}
