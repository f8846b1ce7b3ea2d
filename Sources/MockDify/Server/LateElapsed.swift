/// Times that a run states of itself, when it took longer than was planned. Pure.
enum LateElapsed {
  /// The chunk of an event with `elapsed_time` so many milliseconds longer: of the run, or of the tool's own node.
  static func shift(_ chunk: [UInt8], by milliseconds: Double, ofTool: Bool) -> [UInt8] {
    guard milliseconds > 0 else { return chunk }
    // A line's end is one character.
    let text = String(decoding: chunk, as: UTF8.self)
    guard text.contains("\"event\": \"workflow_finished\"") || ofTool else { return chunk }
    let parts = text.split(separator: "\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let body = shifted(String(parts[1].dropLast()), milliseconds) else {
      return chunk
    }
    return WireScript.chunk(.init(pause: 0, text: body)).bytes
  }

  private static func shifted(_ body: String, _ milliseconds: Double) -> String? {
    let mark = "\"elapsed_time\": "
    let pieces = body.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
    guard pieces.count == 2 else { return nil }
    let number = pieces[1].prefix { $0 != "," && $0 != "}" }
    guard let seconds = Double(number) else { return nil }
    let later = MockJSON.number(seconds + milliseconds / 1000).written
    return pieces[0] + mark + later + pieces[1].dropFirst(number.count)
  }
}
