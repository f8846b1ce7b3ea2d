/// `POST /files/upload`
struct FileUpload: MockEndpoint {
  var method: String { "POST" }

  func serves(_ path: String) -> Bool { path == "/files/upload" }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    var random = MockRandom(seed: configuration.seed)
    return .answer(
      .document(.object([("id", .text(random.uuid())), ("name", .text("file"))]), status: 201))
  }
}
