/// `POST /files/upload`
struct FileUpload: MockEndpoint {
  var method: String { "POST" }
  /// What 1.11.2 takes of a document, bytes.
  private static let limit = 15 << 20

  func serves(_ path: String) -> Bool { path == "/files/upload" }

  func decide(_ request: MockRequest, _ configuration: MockConfiguration) -> MockDecision {
    guard let file = MultipartBody(request).file else {
      return .answer(.problem(400, "no_file_uploaded", "Please upload your file."))
    }
    if file.content.count > Self.limit {
      return .answer(.problem(413, "file_too_large", "File size exceeded."))
    }
    var random = MockRandom(seed: configuration.seed, text: "\(file.name) \(file.content.count)")
    let time = RunClock(configuration, number: 0).time(configuration.firstByte, &random)
    let dot = file.name.lastIndex(of: ".").map { String(file.name[file.name.index(after: $0)...]) } ?? ""
    let document = MockJSON.object([
      ("id", .text(random.uuid())), ("name", .text(file.name)), ("size", .number(Double(file.content.count))),
      ("extension", .text(dot)), ("mime_type", .text(file.type)), ("created_by", .text(random.uuid())),
      ("created_at", RunIdentity.created), ("preview_url", .null), ("source_url", .text("")),
    ])
    return .answer(.document(document, status: 201, after: time))
  }
}

/// A form with a file, as much of it as a stand-in needs. Pure.
struct MultipartBody {
  struct File {
    var name: String
    var type: String
    var content: ArraySlice<UInt8>
  }

  /// The file; `nil` when there is none.
  let file: File?

  init(_ request: MockRequest) {
    guard let type = request.contentType, type.hasPrefix("multipart/form-data"),
      let mark = type.split(separator: "=").last.map({ Array("--\($0)".utf8) })
    else {
      file = nil
      return
    }
    file = Self.parts(of: request.body, mark).compactMap(Self.file).first
  }

  private static func parts(of body: [UInt8], _ mark: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var rest = body[...]
    while let place = rest.firstRange(of: mark) {
      parts.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    return parts
  }

  private static func file(_ part: ArraySlice<UInt8>) -> File? {
    guard let end = part.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: part[..<end.lowerBound], as: UTF8.self)
    guard let name = head.split(separator: "filename=\"").dropFirst().first?.split(separator: "\"").first
    else {
      return nil
    }
    let type = head.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-type:") }
    return File(
      name: String(name), type: type.map { String($0.dropFirst(14)) } ?? "application/octet-stream",
      content: part[end.upperBound...].dropLast(2))
  }
}
