import ArgumentParser
import Foundation
import Testing

@testable import FloodgateCLI

/// What the program says of itself, and of a command line that it does not understand.
@Suite struct HelpTests {
  @Test func everyCommandHasExamples() throws {
    let help = try ProgramTests().call(["--help"]).output
    let commands = help.matches(of: /\n  (\w+) +[A-Z]/).map { String($0.1) }.filter { $0 != "help" }
    #expect(Set(commands) == Set(Examples.all.keys) && commands.count >= 13)
  }

  @Test(arguments: Examples.all.keys.sorted()) func theHelpOpensWithTwoExamplesThatParse(command: String)
    throws
  {
    let examples = try #require(Examples.all[command])
    #expect(examples.count >= 2)
    let help = try ProgramTests().call([command, "--help"], environment: ["COLUMNS": "120"]).output
    for example in examples {
      #expect(help.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(example))
      let words = example.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap {
        $0.isMultiple(of: 2) ? $1.split(separator: " ").map(String.init) : [String($1)]
      }
      #expect(throws: Never.self, "\(example)") {
        try FloodgateCommand.parseAsRoot(CompareCommand.spelledOut(Array(words.dropFirst())))
      }
    }
  }

  /// 1 as for every other usage error, with the way to the help.
  @Test(arguments: [["bogus"], ["run", "--bogus", "x"], ["run"], ["report"]])
  func aCommandLineThatIsNotUnderstoodIsAUsageError(arguments: [String]) throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let outcome = try program.call(arguments)
    #expect(outcome.code == 1 && outcome.output.isEmpty && outcome.errors.contains("Error: "))
    #expect(outcome.errors.contains("Usage: "))
  }

  @Test(arguments: [
    ("run nosuch.yaml", "nosuch.yaml: error: there is no such file"),
    ("mock --port 99999", "--port is 99999, expected 0 to 65535"),
    ("runn a.yaml", "'runn' is no command; did you mean 'run'?"),
    ("history show --file nosuch", "nosuch: there is no such file; `floodgate history add RUN` begins one"),
    ("report .", ". is no folder of a run: it has neither report.json.gz nor manifest.jsonl"),
    ("report nosuch", "nosuch: there is no such file or folder"),
    ("mock evnts=3", "unknown mock option 'evnts'; expected one of"),
    ("inspect . --limit=-1", "--limit is -1; expected 0 or more"),
    ("import a.yaml -o a.yaml", "a.yaml would be written over itself; -o names another"),
    ("watch .", "so it is no run that is shared out; `floodgate serve` shows others"),
    ("validate a.yaml", "a.yaml:3:14: error: '${input.topik}' names no parameter; did you mean 'topic'?"),
  ]) func aMistakeHasItsPlaceAndTheRightWord(line: String, words: String) throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let scenario =
      "target: {app: workflow, mock: {}}\nmatrix: {topic: [a]}\ninputs: {q: \"${input.topik}\"}\n"
    try scenario.write(toFile: program.folder + "/a.yaml", atomically: true, encoding: .utf8)
    let arguments = line.split(separator: " ").map(String.init).map {
      $0 == "a.yaml" ? program.folder + "/a.yaml" : $0
    }
    let outcome = try program.call(arguments)
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
  }

  @Test func aKeyThatIsNotSetIsToldByValidate() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let file = try program.scenario(
      "target: {base_url: 'http://127.0.0.1:1/v1', api_key: '${FLOODGATE_NO_KEY}', app: workflow}\n")
    let outcome = try program.call(["validate", file])
    #expect(outcome.code == 0 && outcome.output.contains("FLOODGATE_NO_KEY"), "\(outcome)")
  }

  /// The README's first scenario decides its thresholds on the stand-in, and one that is too small says what to change.
  @Test(arguments: [(12, Int32(0)), (8, 0), (1, 3)]) func aSampleThatIsTooSmallSaysWhatToChange(
    repeats: Int, code: Int32
  )
    throws
  {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let file = try program.scenario(
      """
      target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 1, gap_ms: 0, events: 2}}
      matrix: {topic: [tides, volcanoes, bees], language: [English, German]}
      repeat: \(repeats)
      thresholds: [success_rate >= 0.9, ttft.p90 < 3s]
      """)
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    #expect(outcome.code == code, "\(outcome.output)")
    #expect(outcome.output.contains("TO DECIDE  run ") == (code == 3))
  }

  /// A status that nothing has is answered with those that there are.
  @Test func inspectNamesTheStatusesThatThereAre() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let file = try program.scenario(
      "target: {app: workflow, mock: {first_text_ms: 1, events: 1, faults: {http-500: 1}}}\nrepeat: 3\n")
    _ = try program.call(["run", file, "--reports", program.folder + "/r"])
    let folder = try #require(try program.runFolders().first)
    let outcome = try program.call(["inspect", program.folder + "/r/" + folder, "--status", "failed"])
    #expect(outcome.errors.contains("no result fits; there are 3 error"), "\(outcome)")
  }
}
