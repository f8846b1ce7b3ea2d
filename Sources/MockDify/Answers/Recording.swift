/// A recorded exchange, replayed byte for byte with its timing.
///
/// The format: the request as sent, a line `===== response =====`, the answer as received with its chunk framing;
/// beside it, for streams, a JSON list of `[seconds, bytes]`, one for every read.
package struct Recording: Sendable {
  private let method: String
  private let path: String
  private let requestBody: MockJSON?
  private let status: Int
  private let contentType: String
  private let body: [UInt8]
  private let isComplete: Bool
  private let timing: [(at: Double, bytes: Int)]
  private let speed: Double
  /// Whether it answers every request to its path, whatever the request says.
  private let fitsAll: Bool

  /// Reads a recording; `nil` when the text is none. `speed` 2 plays twice as fast.
  package init?(exchange: [UInt8], timing: [UInt8]? = nil, speed: Double = 1, fitsAll: Bool = false) {
    self.fitsAll = fitsAll
    guard let split = Self.find(Array("===== response =====\n".utf8), in: exchange[...]) else { return nil }
    let request = exchange[..<split.lowerBound]
    let answer = exchange[split.upperBound...]
    let requestLine = String(decoding: request.prefix { $0 != 0x0d && $0 != 0x0a }, as: UTF8.self).split(
      separator: " ")
    guard requestLine.count >= 2, let (head, rest) = Self.head(of: answer) else { return nil }
    method = String(requestLine[0])
    path = String(requestLine[1])
    requestBody = Self.head(of: request).flatMap { MockJSON.read(Self.trimmed($0.rest)) }
    status = head.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 200
    contentType = Self.value("content-type", head) ?? "application/json"
    if Self.value("transfer-encoding", head) == "chunked" {
      (body, isComplete) = Self.dechunk(Array(rest))
    } else {
      body = Array(rest)
      isComplete = Self.value("content-length", head).flatMap { Int($0) }.map { rest.count >= $0 } ?? true
    }
    self.timing = timing.map(Self.readTiming) ?? []
    self.speed = speed
  }

  /// Whether this is the recorded answer to the request.
  func fits(method: String, path: String, body: [UInt8]) -> Bool {
    guard method == self.method, path == self.path else { return false }
    if fitsAll { return true }
    guard let requestBody else { return body.isEmpty }
    return MockJSON.read(body).map { Self.sorted($0) == Self.sorted(requestBody) } ?? false
  }

  /// The answer to play.
  func plan() -> AnswerPlan {
    var plan = AnswerPlan(status: status, contentType: contentType)
    var position = 0
    var last = 0.0
    // The first read carries the head as well; what is left after the last read comes with it.
    for (index, read) in timing.enumerated() {
      let isLast = index == timing.count - 1
      let end = isLast ? body.count : min(body.count, position + max(0, read.bytes - (index == 0 ? 300 : 8)))
      let pause = max(0, read.at - last) * 1000 / speed
      if index == 0 { plan.firstByte = pause }
      plan.pieces.append(
        .init(pause: index == 0 ? 0 : pause, bytes: Array(body[position..<end])))
      (position, last) = (end, read.at)
    }
    if timing.isEmpty { plan.pieces = [.init(pause: 0, bytes: body)] }
    plan.pieces.removeAll { $0.bytes.isEmpty && $0.pause == 0 }
    plan.ending = isComplete ? .complete : .truncated
    return plan
  }

  // MARK: Reading

  private static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard bytes.count >= pattern.count else { return nil }
    for start in bytes.startIndex...(bytes.endIndex - pattern.count) where bytes[start] == pattern[0] {
      if bytes[start..<start + pattern.count].elementsEqual(pattern) { return start..<start + pattern.count }
    }
    return nil
  }

  private static func head(of message: ArraySlice<UInt8>) -> (lines: [String], rest: ArraySlice<UInt8>)? {
    let end = find(Array("\r\n\r\n".utf8), in: message) ?? find(Array("\n\n".utf8), in: message)
    guard let end else { return nil }
    let lines = String(decoding: message[..<end.lowerBound], as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
    return (lines, message[end.upperBound...])
  }

  private static func value(_ name: String, _ head: [String]) -> String? {
    head.first { $0.lowercased().hasPrefix(name + ":") }.map {
      String($0.dropFirst(name.count + 1).drop { $0 == " " })
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = bytes
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return Array(bytes)
  }

  private static func dechunk(_ raw: [UInt8]) -> ([UInt8], Bool) {
    var body: [UInt8] = []
    var rest = raw[...]
    while let end = rest.firstIndex(of: 0x0a) {
      let digits = String(decoding: rest[..<end].filter { $0 > 0x20 }, as: UTF8.self)
      guard let count = Int(digits, radix: 16) else { return (body, false) }
      rest = rest[(end + 1)...]
      if count == 0 { return (body, true) }
      body += rest.prefix(count)
      rest = rest.dropFirst(count).drop { $0 == 0x0d || $0 == 0x0a }
    }
    return (body, false)
  }

  private static func readTiming(_ bytes: [UInt8]) -> [(at: Double, bytes: Int)] {
    guard case .array(let reads) = MockJSON.read(bytes) else { return [] }
    return reads.compactMap { read in
      guard case .array(let pair) = read, pair.count == 2, case .number(let at) = pair[0],
        case .number(let count) = pair[1]
      else { return nil }
      return (at, Int(count))
    }
  }

  /// The same value with its names in order.
  private static func sorted(_ value: MockJSON) -> MockJSON {
    switch value {
    case .object(let members): .object(members.map { ($0.name, sorted($0.value)) }.sorted { $0.0 < $1.0 })
    case .array(let elements): .array(elements.map(sorted))
    default: value
    }
  }
}
