import RunModel
import SystemPackage

/// Writes `results.ndjson.gz` while the run goes on. What was written before a crash can be read.
package final class ResultsWriter {
  private var compressor: GzipCompressor
  private let file: OpenFile
  private var path: String
  private var pending = CanonicalJSON(reservingCapacity: 2 * ResultsWriter.lump)
  private var sinceFlush = 0
  /// What went wrong when writing; nothing is written after.
  package private(set) var problem: ReportFile.Problem?

  /// Results are compressed in lumps of this size.
  private static let lump = 64 * 1024
  /// After so many results the file can be read up to here.
  private static let flushCount = 5000

  /// Creates the file. Throws ``ReportFile/Problem``.
  package init(path: String) throws {
    self.path = path
    // The fastest level: this runs beside the load.
    compressor = try GzipCompressor(level: 1)
    file = try OpenFile(path, .writeOnly, .create)
    // Held until the run has ended, however it ends.
    guard file.lockAtOnce() else {
      throw ReportFile.Problem(path: path, message: "another process is writing it")
    }
    try file.empty()
  }

  /// Adds a result.
  package func add(_ result: TaskResult) {
    ResultLine.write(&pending, result)
    sinceFlush += 1
    if pending.count >= Self.lump { compress() }
    if sinceFlush >= Self.flushCount { flush() }
  }

  /// Adds lines that another process wrote, each with its end.
  package func add(lines: [UInt8]) {
    pending.writeRaw(lines)
    sinceFlush += 1
    if pending.count >= Self.lump { compress() }
  }

  /// Whether a process is writing the results of a path.
  package static func isBusy(_ path: String) -> Bool {
    (try? OpenFile(path))?.isLocked ?? false
  }

  /// The file takes another name, in place of what has it. Throws ``ReportFile/Problem``.
  package func rename(to name: String) throws {
    flush()
    try OpenFile.rename(path, to: name)
    path = name
  }

  /// Hands all results so far to the system: the file can be read up to here, whatever happens to this process.
  package func flush() {
    guard sinceFlush > 0 else { return }
    compress()
    compressor.flush(write)
    sinceFlush = 0
  }

  /// Ends the file. Throws what went wrong on the way.
  package func finish() throws {
    compress()
    compressor.finish(write)
    if let problem { throw problem }
    try file.sync()
  }

  private func compress() {
    compressor.add(pending.bytes, write)
    pending.removeAll()
  }

  private func write(_ bytes: [UInt8]) {
    guard problem == nil else { return }
    do { try file.write(bytes) } catch {
      problem = error as? ReportFile.Problem ?? ReportFile.Problem(path: path, message: "\(error)")
    }
  }
}
