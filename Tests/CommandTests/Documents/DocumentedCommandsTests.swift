import ArgumentParser
import Testing

@testable import FloodgateCLI

/// Every command line of the documentation is one that the program understands.
@Suite struct DocumentedCommandsTests {
  @Test func theyAreFound() {
    let text = ShellText(
      """
      A=1 floodgate run my.yaml --threshold "a >= 1" >> "$OUT"   # a remark
      cat > f <<'END'
      floodgate nothing
      END
      floodgate run x -o "$(ls | head -1)" \\
        --quiet; floodgate history show | floodgate gate 'a b' &
      """)
    #expect(
      text.ofFloodgate == [
        ["run", "my.yaml", "--threshold", "a >= 1"], ["run", "x", "-o", "$(ls | head -1)", "--quiet"],
        ["history", "show"], ["gate", "a b"],
      ])
    #expect(DocumentedPage.all.count > 30)
    #expect(DocumentedPage.all.reduce(0) { $0 + ShellText($1.shell).ofFloodgate.count } > 100)
  }

  @Test(arguments: DocumentedPage.all) func theParserTakesThem(page: DocumentedPage) {
    for words in ShellText(page.shell).ofFloodgate {
      do { _ = try FloodgateCommand.parseAsRoot(CompareCommand.spelledOut(words)) } catch {
        // `--help` and `--version` end the program too.
        let isUnderstood = FloodgateCommand.exitCode(for: error) == .success
        #expect(isUnderstood, "\(words.joined(separator: " ")): \(FloodgateCommand.message(for: error))")
      }
    }
  }

  /// What stands in prose is a part of a command line: its command and its options are there.
  @Test(arguments: DocumentedPage.all) func whatProseCallsIsThere(page: DocumentedPage) throws {
    for words in page.inProse where words.first?.hasPrefix("-") == false {
      let name = words[0]
      let command = try #require(Self.commands.first { $0.configuration.commandName == name }, "\(name)")
      let options = Self.options(of: command)
      for option in words where option.hasPrefix("--") && option != "--" && option != "--help" {
        #expect(options.contains(option), "\(words.joined(separator: " "))")
      }
    }
  }

  private static let commands = FloodgateCommand.configuration.subcommands

  /// The long options of a command, and of those below it.
  private static func options(of command: any ParsableCommand.Type) -> Set<String> {
    let help = FloodgateCommand.helpMessage(for: command, includeHidden: true, columns: 400)
    let own = Set(help.matches(of: #/--[a-z][a-z-]+/#).map { String($0.0) })
    return command.configuration.subcommands.reduce(into: own) { $0.formUnion(options(of: $1)) }
  }
}

extension DocumentedPage: CustomTestStringConvertible {
  var testDescription: String { name }
}
