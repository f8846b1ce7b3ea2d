import Foundation
import Testing

/// Every reader of what comes from outside takes changed real files without a trap. A short run here; `Scripts/fuzz` runs as
/// long as it is told.
@Suite(.timeLimit(.minutes(60))) struct ReaderFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// Seconds for each reader; `nil` for a fixed number of inputs.
  private static let seconds = environment["FLOODGATE_FUZZ_SECONDS"].flatMap { Double($0) }
  private static let seed = environment["FLOODGATE_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
  /// Where the input under way is kept, since a trap leaves no words.
  private static let folder = environment["FLOODGATE_FUZZ_FOLDER"]

  @Test(arguments: FuzzReader.all) func takesWhateverComes(reader: FuzzReader) throws {
    let files = reader.files
    try #require(!files.isEmpty, "\(reader.name) has no corpus")
    for file in files { reader.read(file) }
    var mutator = Mutator(seed: Self.seed)
    let end = Self.seconds.map { Date().addingTimeInterval($0) }
    var count = 0
    while end.map({ Date() < $0 }) ?? (count < 150) {
      let input = mutator.next(of: files)
      if let folder = Self.folder { try Data(input).write(to: URL(filePath: "\(folder)/\(reader.name)")) }
      reader.read(input)
      count += 1
    }
    if Self.seconds != nil { print("fuzz: \(reader.name) \(count) inputs") }
    #expect(count > 0)
  }
}

extension FuzzReader: CustomTestStringConvertible {
  var testDescription: String { name }
}
