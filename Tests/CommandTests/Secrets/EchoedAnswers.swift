import Foundation

/// Answers of a Dify that repeats every secret in every field of every event, document and header.
struct EchoedAnswers: Sendable {
  /// The secrets, one after the other.
  let told: String

  /// As the inside of a JSON text, by each of two ways to write it.
  private func json(_ number: Int) -> String {
    let escaped = told.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(
      of: "\"", with: "\\\"")
    guard !number.isMultiple(of: 2) else { return escaped }
    return escaped.utf16.map { $0 < 128 ? String(UnicodeScalar(UInt8($0))) : String(format: "\\u%04x", $0) }
      .joined()
  }

  /// The kinds of answers to a run.
  static let kinds = 9

  func answer(_ run: Int?, _ path: String) -> String {
    guard let run else { return info(path) }
    let told = json(run / Self.kinds)
    switch run % Self.kinds {
    case 0: return stream(told, finish: #""status":"succeeded","error":null"#)
    case 1: return stream(told, finish: #""status":"failed","error":"\#(told)""#)
    case 2: return stream(told, finish: #""status":"\#(told)","error":"\#(told)""#)
    case 3:
      return stream(told, finish: nil)
        + "data: {\"event\":\"error\",\"task_id\":\"t \(told)\",\"code\":\"c \(told)\",\"message\":\"m \(told)\",\"status\":500}\n\n"
    case 4:
      return document(
        "400 Bad Request", "application/json", #"{"code":"c \#(told)","message":"m \#(told)","status":400}"#)
    case 5: return document("502 Bad Gateway", "text/html", "<p>\(self.told)</p>")
    case 6: return cut(told, before: 17)
    case 7: return cut(told, before: told.utf8.count / 2)
    default: return document("401 \(self.told)", "application/json", long(told))
    }
  }

  private func info(_ path: String) -> String {
    let told = json(0)
    return document(
      "200 OK", "application/json",
      #"{"name":"n \#(told)","mode":"workflow","server_version":"v \#(told)","user_input_form":[],"opening_statement":"\#(told)"}"#
    )
  }

  /// An error whose message the client cuts in the midst of what is secret.
  private func long(_ told: String) -> String {
    let filler = String(repeating: "x", count: 270)
    return
      #"{"code":"c","message":"\#(filler)\#(told)","status":401,"more":"\#(String(repeating: told, count: 80))"}"#
  }

  private func stream(_ told: String, finish: String?) -> String {
    let ids = #""task_id":"t \#(told)","workflow_run_id":"r \#(told)","message_id":"\#(told)""#
    let node =
      #""id":"x \#(told)","node_id":"n \#(told)","node_type":"y \#(told)","title":"\#(told)","status":"s \#(told)""#
    let filler = String(repeating: "z", count: 190)
    var events = [
      #"{"event":"workflow_started",\#(ids),"data":{"id":"r \#(told)","inputs":{"a":"\#(told)"}}}"#,
      #"{"event":"node_started",\#(ids),"data":{\#(node)}}"#,
      #"{"event":"text_chunk",\#(ids),"data":{"text":"\#(told)"}}"#,
      #"{"event":"node_finished",\#(ids),"data":{\#(node),"elapsed_time":0.1,"error":"\#(told)"}}"#,
      #"{"event":"\#(told)",\#(ids)}"#,
    ]
    if let finish {
      events.append(
        #"{"event":"workflow_finished",\#(ids),"data":{"id":"r","outputs":{"\#(told)":"\#(filler)\#(told)"},\#(finish)}}"#
      )
    }
    return head("200 OK", "text/event-stream") + "\r\n" + events.map { "data: \($0)\n\n" }.joined()
  }

  private func cut(_ told: String, before: Int) -> String {
    let whole = stream(told, finish: #""status":"succeeded""#)
    return String(decoding: whole.utf8.dropLast(before), as: UTF8.self)
  }

  private func document(_ status: String, _ type: String, _ body: String) -> String {
    head(status, type) + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
  }

  private func head(_ status: String, _ type: String) -> String {
    let names = ["Server", "Via", "X-Version", "X-Request-Id", "X-Trace-Id", "CF-Ray", "X-Other"]
    return "HTTP/1.1 \(status)\r\nContent-Type: \(type); charset=utf-8\r\n"
      + names.map { "\($0): h \(told)\r\n" }.joined()
  }
}
