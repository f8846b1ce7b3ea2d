import CaseMatrix
import LoadEngine
import Report
import RunModel

/// A manifest, ready to be run: its header, and its cases one at a time, so that they need not be in memory.
struct PreparedRun: Sendable {
  var header: ManifestHeader
  var cases: any CaseSource

  var execution: ExecutionPolicy { header.execution }

  /// Goes through the cases. Throws what a template throws.
  func forEachCase(_ body: (TestCase) throws -> Void) throws {
    var iterator = cases.makeCaseIterator()
    while let next = try iterator.nextCase() { try body(next) }
  }

  /// Writes the manifest, compressed when its name ends so. Throws what kept it from being written.
  func write(to path: String) throws {
    let file = try AtomicFile(path)
    var compressor = path.hasSuffix(".gz") ? try GzipCompressor() : nil
    func add(_ line: [UInt8]) throws {
      if compressor == nil { try file.add(line) } else { try compressor!.add(line) { try file.add($0) } }
    }
    try add(try ManifestLines.line(header))
    try forEachCase { try add(try ManifestLines.line($0)) }
    if compressor != nil { try compressor!.finish { try file.add($0) } }
    try file.commit()
  }

  /// The first so many cases.
  func firstCases(_ count: Int) throws -> [TestCase] {
    var iterator = cases.makeCaseIterator()
    var first: [TestCase] = []
    while first.count < count, let next = try iterator.nextCase() { first.append(next) }
    return first
  }
}

/// The cases of a matrix, made as they are needed.
struct ExpandedCases: CaseSource {
  var expansion: CaseExpansion
  var caseCount: Int?

  func makeCaseIterator() -> any CaseIterator { Iterator(base: expansion.makeIterator()) }

  private struct Iterator: CaseIterator {
    var base: CaseExpansion.Iterator

    mutating func nextCase() throws -> TestCase? { try base.next() }
  }
}
