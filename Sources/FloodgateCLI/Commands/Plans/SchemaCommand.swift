import ArgumentParser
import Report
import Scenario

/// `floodgate schema`
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of scenario files, for editors.",
    discussion: Examples.of(
      "schema",
      then: "With the YAML language server, a first line such as this completes and checks a scenario:\n"
        + "# yaml-language-server: $schema=scenario.schema.json"))

  @Option(help: "Renew the tables of keys in this page instead.")
  var reference: String?

  func run() async throws {
    try await reporting {
      guard let reference else { return Terminal.print(JSONSchema.text) }
      let page = String(decoding: try ReportFile.readBytes(reference), as: UTF8.self)
      try ReportFile.writeBytes(Array(SchemaReference.renewed(page).utf8), to: reference)
    }
  }
}
