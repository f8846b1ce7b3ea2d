import CurlTransport
import FoundationEssentials
import RunModel
import ServerSentEvents

/// One request and its answer as they were sent, with the times of its reads. Confined to the run's loop.
final class Transcript {
  let name: String
  private let request: HTTPRequest
  private let start: RunInstant
  private var head = ""
  private var body: [UInt8] = []
  private var reads: [(at: Double, bytes: Int)] = []
  private var isFull = false
  /// What is beyond it is left out. Bytes.
  static let limit = 1 << 20

  init(_ name: String, _ request: HTTPRequest, start: RunInstant) {
    (self.name, self.request, self.start) = (name, request, start)
  }

  func head(status: Int, type: String) {
    head = "HTTP/1.1 \(status) \(status == 200 ? "OK" : "NOT OK")\r\nContent-Type: \(type)\r\n\r\n"
  }

  func add(_ bytes: RawSpan, at now: RunInstant) {
    // Once a piece did not fit nothing follows: what is kept has no hole.
    isFull = isFull || body.count + bytes.byteCount > Self.limit
    if isFull { return }
    body.append(bytes, 0..<bytes.byteCount)
    reads.append(((now - start).inSeconds, bytes.byteCount))
  }

  /// As `floodgate mock --record` reads it, without the key.
  func exchange(_ secrets: Secrets) -> [UInt8] {
    let path = request.url.split(separator: "/", maxSplits: 3).dropFirst(2).joined(separator: "/")
    let headers = request.headers.filter { !$0.lowercased().hasPrefix("authorization:") }
    let lines = ["\(request.method.rawValue) /\(path) HTTP/1.1"] + headers
    let sent = secrets.redact(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + request.body)
    return sent + Array("\n===== response =====\n\(head)".utf8) + secrets.redact(body)
  }

  /// Its reads as `[seconds, bytes]`; a recording counts the head in the first, and the frame of a chunk in the others.
  var timing: [UInt8] {
    let rows = reads.enumerated().map { index, read in
      JSONValue.array([.number(read.at), .integer(Int64(read.bytes + (index == 0 ? 300 : 8)))])
    }
    return CanonicalJSON.bytes(of: .array(rows))
  }
}

/// Transcripts of tasks that are spread evenly over a run: every n-th, with n doubled whenever there are too many.
/// Confined to the run's loop until the run is over.
package final class TranscriptStore: @unchecked Sendable {
  private let limit: Int
  private let secrets: Secrets
  private var kept: [Transcript] = []
  private var count = 0
  private var step = 1

  package init(limit: Int, secrets: Secrets) { (self.limit, self.secrets) = (limit, secrets) }

  /// Of those that are kept, in their order.
  var names: [String] { kept.map(\.name) }

  /// A transcript for a request, when it is drawn.
  func begin(_ request: HTTPRequest, _ caseID: String, start: RunInstant) -> Transcript? {
    defer { count += 1 }
    guard count.isMultiple(of: step) else { return nil }
    if kept.count >= limit {
      kept = kept.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
      step *= 2
      guard count.isMultiple(of: step), kept.count < limit else { return nil }
    }
    let transcript = Transcript("\(count + 1)-\(caseID)", request, start: start)
    kept.append(transcript)
    return transcript
  }

  /// Writes them to a folder of the run's folder; returns what went wrong.
  package func write(to folder: String) -> String? {
    let place = folder + "/transcripts"
    do {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      for transcript in kept {
        let name =
          place + "/" + transcript.name.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "_" }.prefix(80)
        try Data(transcript.exchange(secrets)).write(to: URL(filePath: name + ".http"))
        try Data(transcript.timing).write(to: URL(filePath: name + ".timing.json"))
      }
      return nil
    } catch {
      return "the transcripts could not be written: \(error)"
    }
  }
}
