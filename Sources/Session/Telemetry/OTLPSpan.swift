import RunModel
import Statistics

/// A span as OTLP's JSON has it: ids in hexadecimal, instants as texts.
struct OTLPSpan {
  /// Who is at work: the program itself, or another that it waits for.
  enum Kind: Int64 { case inside = 1, client = 3 }

  var trace: String
  var id: UInt64
  var parent: UInt64?
  var name: String
  var kind: Kind
  /// Nanoseconds since 1970.
  var from, to: Int64
  var attributes: [String: JSONValue]
  /// Why it failed; `nil` when it did not.
  var failure: String?
  var events: [(name: String, at: Int64)] = []

  var value: JSONValue {
    var span: [String: JSONValue] = [
      "traceId": .string(trace), "spanId": .string(id.hexadecimal), "name": .string(name.cropped(200)),
      "kind": .integer(kind.rawValue), "startTimeUnixNano": .string("\(from)"),
      "endTimeUnixNano": .string("\(to)"), "attributes": OTLPResource.attributes(attributes),
    ]
    if let parent { span["parentSpanId"] = .string(parent.hexadecimal) }
    // 2 is an error; what went well has no status, which is up to who reads it.
    if let failure { span["status"] = ["code": 2, "message": .string(failure.cropped(300))] }
    if !events.isEmpty {
      span["events"] = .array(
        events.map { ["name": .string($0.name), "timeUnixNano": .string("\($0.at)")] })
    }
    return .object(span)
  }
}

/// Ids of spans below a request.
enum SpanStream {
  /// Of the so many-th node.
  static func node(_ request: UInt64, _ number: Int) -> UInt64 {
    max(1, SplitMix64.mix(request &+ UInt64(number + 1) &* 0x9e37_79b9_7f4a_7c15))
  }
}
