/// One request.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  package var method: Method
  package var url: String
  /// Lines as sent, `Name: value`. Equal lists are built once.
  package var headers: [String]
  /// One more line, which no other request has.
  package var ownHeader: String?
  package var body: [UInt8]
  /// A file to send as multipart/form-data instead of a body.
  package var upload: MultipartFile?
  /// Bounds the whole transfer, milliseconds; 0 for no limit.
  package var timeout: Int
  /// The virtual user, for connections of their own.
  package var user: Int

  package init(
    _ method: Method, _ url: String, headers: [String] = [], body: [UInt8] = [], upload: MultipartFile? = nil,
    timeout: Int = 0, user: Int = 0
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.upload = upload
    self.timeout = timeout
    self.user = user
  }
}

/// A form with one file and some fields.
package struct MultipartFile: Sendable {
  package var field: String
  package var path: String
  package var fileName: String
  package var contentType: String?
  package var fields: [String: String]

  package init(
    field: String = "file", path: String, fileName: String, contentType: String? = nil,
    fields: [String: String] = [:]
  ) {
    self.field = field
    self.path = path
    self.fileName = fileName
    self.contentType = contentType
    self.fields = fields
  }
}
