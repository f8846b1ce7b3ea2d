import Foundation
import Report
import RunModel
import Testing

/// What the program writes has the fields that the page of files tells. (`SchemaTests` hold reports to their schema.)
@Suite(.serialized) struct FilesTests {
  /// The fields that a section of the page tells, and what kind of value each has.
  private struct Fields {
    private var kinds: [String: String] = [:]

    init(_ section: String) throws {
      let page = try Repository.text("\(DocumentedPage.catalog)/Files.md")
      let text = try #require(page.components(separatedBy: "\n## \(section)\n").dropFirst().first)
      for row in (text.components(separatedBy: "\n## ").first ?? "").split(separator: "\n") {
        let cells = row.split(separator: "|").map(String.init)
        guard cells.count >= 3 else { continue }
        for name in cells[0].matches(of: #/`(\w+)`/#) { kinds[String(name.1), default: ""] += cells[1] }
      }
    }

    /// The names in a value that are not told. Those below a kind that is told elsewhere are not looked at.
    func unknown(_ value: JSONValue) -> Set<String> {
      switch value {
      case .array(let values): values.reduce(into: []) { $0.formUnion(unknown($1)) }
      case .object(let members):
        members.reduce(into: []) { found, member in
          guard let kind = kinds[member.key] else { return _ = found.insert(member.key) }
          if kind.contains("of a report") || kind.contains("any value") || kind.contains("`_0`") { return }
          if kind.contains("by name"), case .object(let named) = member.value {
            for value in named.values { found.formUnion(unknown(value)) }
          } else {
            found.formUnion(unknown(member.value))
          }
        }
      default: []
      }
    }
  }

  private static let scenario = """
    name: files
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 2, gap_ms: 1, events: 4}}
    matrix: {topic: [a, b]}
    inputs: {topic: "${input.topic}"}
    tags: {tier: gold}
    repeat: 4
    expect: [{min_length: 1}]
    thresholds: [success_rate >= 0.2]
    budget: {cost: 5}

    """

  /// How each file is made: the command line, and where the file lies then.
  static let made = [
    ("manifest.jsonl", "run s.yaml --reports r --quiet", "r/2*/manifest.jsonl"),
    ("summary.json", "run s.yaml --reports r --quiet", "r/2*/summary.json"),
    ("comparison.json", "run s.yaml --pairs 2 --against s.yaml --reports r --quiet", "r/2*/comparison.json"),
    (
      "capacity.json.gz",
      "capacity s.yaml --max 2 --step-duration 1s --warm-up 100ms --cool-down 0s --at-most 4s --reports r --quiet",
      "r/2*/capacity.json.gz"
    ),
    (
      "sweep.json.gz",
      "sweep s.yaml --users 1,2 --step-duration 1s --warm-up 100ms --cool-down 0s --reports r --quiet",
      "r/2*/sweep.json.gz"
    ), ("runs.json", "run s.yaml --runs 2 --cool-down 0s --reports r --quiet", "r/2*/runs.json"),
    (
      "history.jsonl", "run s.yaml --reports r --quiet; floodgate history add r/2* --file h.jsonl", "h.jsonl"
    ),
    // The progress of a run that was killed stays.
    (
      "progress.json",
      "run slow.yaml --reports r --quiet & until ls r/2*/progress.json; do kill -0 $! || break; sleep 0.05; done; kill -9 $!",
      "r/2*/progress.json"
    ),
  ]

  @Test(arguments: made.indices) func aFileHasTheFieldsOfItsTable(index: Int) throws {
    let (section, command, path) = Self.made[index]
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    _ = try program.scenario(Self.scenario)
    try Self.scenario.replacing("first_text_ms: 2", with: "first_text_ms: 60000").write(
      toFile: program.folder + "/slow.yaml", atomically: true, encoding: .utf8)
    let script = """
      PATH=\(ProgramTests.program.deletingLastPathComponent().path()):$PATH
      floodgate \(command) >&2
      case \(path) in *.gz) zcat \(path) ;; *) cat \(path) ;; esac > found
      """
    let (_, output) = try Repository.call(["bash", "-c", script], folder: URL(filePath: program.folder))
    let text = try String(contentsOfFile: program.folder + "/found", encoding: .utf8)
    let lines = section.hasSuffix(".jsonl") ? text.split(separator: "\n").map(String.init) : [text]
    #expect(!lines.isEmpty && !text.isEmpty, "\(output)")
    let fields = try Fields(section)
    for line in lines { #expect(fields.unknown(try JSONReader.value(of: Array(line.utf8))) == []) }
  }
}
