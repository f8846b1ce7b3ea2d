import ArgumentParser
import FoundationEssentials
import Judgement
import Pages
import Report
import RunModel
import Session

/// `floodgate history`
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Keep an index of runs, and find the builds at which something changed.",
    discussion: Examples.of("history"),
    subcommands: [Add.self, Show.self])

  struct FileOption: ParsableArguments {
    @Option(help: "The index of runs.")
    var file = "Reports/history.jsonl"
  }

  /// `floodgate history add`
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add runs to the index; runs that are in it already are left out.")

    @OptionGroup var index: FileOption

    @Option(help: "A name of the build; else its git commit is shown.")
    var label: String?

    @Argument(
      help: "Folders of runs or of searches for a capacity, or their report.json.gz or capacity.json.gz.")
    var runs: [String]

    func run() async throws {
      try await reporting {
        let entries = try runs.map { path in
          CapacityFile.isSearch(path)
            ? HistoryEntry(try CapacityFile.read(path), label: label)
            : HistoryEntry(try ReportFile.read(ReportFile.path(ofRun: path)), label: label)
        }
        let added = try HistoryFile(index.file).add(entries)
        for entry in added { Terminal.print("added \(entry.runs.joined(separator: "+")) as \(entry.build)") }
        if added.count < entries.count {
          Terminal.print("\(entries.count - added.count) were in \(index.file) already")
        }
      }
    }
  }

  /// `floodgate history show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show trends and changes of level.",
      discussion:
        "Changes are found by E-divisive with a permutation test, the same each time; in \(Int(History.significance * 100)) % of histories without any change one is found all the same. The newest run, and the newest three, are judged against the level before them. Exit code 2 when the newest level of a metric is worse than the one before, or the newest runs worse than their level; 3 when nobody can tell (fewer than four runs, or so much noise that a run worse by half would not be found); else 0. Once a worse level is accepted, begin with it: --from BUILD."
    )

    @OptionGroup var index: FileOption

    @Option(help: "Only this scenario.")
    var scenario: String?

    @Option(help: "Only the so many newest runs of a scenario (2 to 1000).")
    var last = 200

    @Option(help: "Only the runs from this build on: a label, or the beginning of a commit.")
    var from: String?

    @Option(
      name: .customLong("run-tag"),
      help: "Only runs with this tag, NAME=VALUE or NAME; of several they have all. May be repeated.")
    var tags: [String] = []

    @Option(help: "text or json.")
    var format = "text"

    @Option(help: "Also write a page with charts to this file.")
    var page: String?

    func run() async throws {
      try await reporting {
        guard (2...1000).contains(last) else { throw UsageProblem("--last is \(last); expected 2 to 1000") }
        guard FileManager.default.fileExists(atPath: index.file) else {
          throw UsageProblem("\(index.file): there is no such file; `floodgate history add RUN` begins one")
        }
        let content = try HistoryFile(index.file).read()
        for note in content.notes { Terminal.write(note + "\n") }
        let tagged = content.entries.filter { entry in tags.allSatisfy { RunTags.has(entry.tags, $0) } }
        guard !tagged.isEmpty || content.entries.isEmpty else {
          throw UsageProblem("\(index.file) has no run with the tag \(tags.joined(separator: ", "))")
        }
        let histories = try histories(tagged)
        if let page { try ReportFile.writeBytes(HistoryPage(histories).bytes, to: page) }
        try show(histories)
        if histories.contains(where: \.isWorse) { throw ExitStatus.regression.error }
        if histories.contains(where: { $0.trends.isEmpty || !$0.unknown.isEmpty }) {
          throw ExitStatus.inconclusive.error
        }
      }
    }

    private func histories(_ entries: [HistoryEntry]) throws -> [History] {
      let names = Set(entries.map(\.scenario)).sorted().filter { scenario == nil || $0 == scenario }
      guard !names.isEmpty else {
        throw UsageProblem(
          "\(index.file) has no run\(scenario.map { " of scenario '\($0)'" } ?? ""); `floodgate history add RUN` puts one there"
        )
      }
      return try names.map { name in
        let own = entries.filter { $0.scenario == name }.sorted { $0.startedAt < $1.startedAt }
        return History(scenario: name, of: Array(try begun(own).suffix(last)))
      }
    }

    private func begun(_ entries: [HistoryEntry]) throws -> [HistoryEntry] {
      guard let from else { return entries }
      let start = entries.firstIndex {
        $0.label == from || $0.build == from || ($0.commit ?? "").hasPrefix(from)
      }
      guard let start else {
        let builds = entries.suffix(5).map { "'\($0.build)'" }.joined(separator: ", ")
        throw UsageProblem(
          "--from: no run of '\(entries.first?.scenario ?? "")' is of build '\(from)'; the newest are \(builds)"
        )
      }
      return Array(entries[start...])
    }

    private func show(_ histories: [History]) throws {
      switch format {
      case "text":
        Terminal.print(
          histories.map { HistoryText($0).lines.joined(separator: "\n") }.joined(separator: "\n\n"))
      case "json":
        Terminal.print(try CanonicalEncoder.text(of: histories))
      default: throw UsageProblem("unknown format '\(format)'; expected text or json")
      }
    }
  }
}
