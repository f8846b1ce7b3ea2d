import ArgumentParser
import Judgement
import Pages
import Report
import RunModel
import Session

/// `floodgate compare`
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare two builds: floodgate compare A... -- B...",
    discussion: Examples.of(
      "compare",
      then: """
        A side is one run or several: reports, run folders, or folders of run folders; or searches for a capacity. Five runs a side, made in turns \
        ('run --pairs 5 --against OTHER'), are the least for a verdict to lean on.

        Exit code 0 when nothing is worse than the margin, 2 on a regression, 3 when the sample cannot tell, 5 when the \
        sides do not belong together.
        """))

  @Argument(help: "Runs of the first build: what is compared with.")
  var first: [String] = []

  @Option(parsing: .upToNextOption, help: "More runs of the first build.")
  var before: [String] = []

  @Option(
    parsing: .upToNextOption, help: "Runs of the second build, which is judged; the same as after '--'.")
  var after: [String] = []

  @OptionGroup var judgement: ComparisonOptions

  @Flag(help: "The n-th runs of both sides belong together. Runs made by 'run --pairs' are known to.")
  var paired = false

  @Option(
    help: "Of runs that took turns: what two starts of one build differ by, as a share of a latency.")
  var deploymentNoise: Double?

  @Flag(help: "Judge even what does not belong together.")
  var force = false

  @Option(help: "\(ComparisonFormats.names.joined(separator: ", ")).")
  var format = "text"

  @Option(name: .shortAndLong, help: "A file for it, instead of standard output.")
  var output: String?

  @Option(help: "Write the page to this file beside.")
  var page: String?

  func run() async throws {
    try await reporting {
      guard !(first + before).isEmpty, !after.isEmpty else {
        throw UsageProblem("give runs of both builds: floodgate compare A... -- B...")
      }
      if CapacityFile.isSearch((first + before)[0]) { return try compareSearches() }
      let sides = (try SideFiles.read(first + before), try SideFiles.read(after))
      var comparer = try judgement.comparer()
      try judgement.addNoise(to: &comparer, scenario: sides.0.reports.first?.name ?? "")
      comparer.isPaired = paired || SideFiles.arePairs(sides.0, sides.1)
      comparer.ignoresDifferences = force
      if paired, sides.0.reports.count != sides.1.reports.count {
        throw UsageProblem(
          "--paired needs as many runs on both sides; there are \(sides.0.reports.count) and \(sides.1.reports.count)"
        )
      }
      let comparison = try turns(comparer) ?? comparer.compare(sides.0, sides.1)
      try write(comparison)
      if let page { try ReportFile.writeBytes(ComparisonPage(comparison).bytes, to: page) }
      throw ExitStatus(comparison.outcome).error
    }
  }

  /// Compares what searches for a capacity found. Throws the exit code.
  private func compareSearches() throws {
    _ = try judgement.comparer()
    var comparer = CapacityComparer()
    (comparer.margin, comparer.ignoresDifferences) = (judgement.margin, force)
    let sides = try [first + before, after].map { try $0.map(CapacityFile.read) }
    guard let comparison = comparer.compare(sides[0], sides[1]) else { return }
    let formats = CapacityComparisonFormats.everyFormat
    guard let render = formats.first(where: { $0.name == format })?.render else {
      throw UsageProblem(
        "unknown format '\(format)'; of searches expected \(formats.map(\.name).joined(separator: ", "))")
    }
    try write(try render(comparison))
    if let page { try ReportFile.writeBytes(CapacityComparisonPage(comparison).bytes, to: page) }
    throw ExitStatus(comparison.outcome).error
  }

  /// Of one run a side that took turns, turn by turn.
  private func turns(_ comparer: Comparer) throws -> Comparison? {
    guard var found = try SideFiles.turns(first + before, after) else { return nil }
    var comparer = comparer
    comparer.deploymentNoise = deploymentNoise
    found.turns.deploymentNoise = deploymentNoise
    return comparer.compare(TurnUnits(found.first, found.second, found.turns))
  }

  /// The arguments of the program, with the '--' of `compare A... -- B...` as an option: the parser knows no two lists.
  static func spelledOut(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName, let end = arguments.firstIndex(of: "--") else {
      return arguments
    }
    return arguments[..<end] + ["--after"] + arguments[(end + 1)...]
  }

  private func write(_ comparison: Comparison) throws {
    guard let render = ComparisonFormats.renderer(named: format) else {
      throw UsageProblem(
        "unknown format '\(format)'; expected \(ComparisonFormats.names.joined(separator: ", "))")
    }
    try write(try render(comparison))
  }

  private func write(_ bytes: [UInt8]) throws {
    if let output { return try ReportFile.writeBytes(bytes, to: output) }
    Terminal.print(String(decoding: bytes, as: UTF8.self))
  }
}
