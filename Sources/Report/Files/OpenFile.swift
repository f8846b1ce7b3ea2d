import Glibc
import RunModel
import SystemPackage

/// An open file, closed with its last owner. What the system refuses is a ``ReportFile/Problem`` that names it.
package final class OpenFile: Sendable {
  private let path: String
  private let descriptor: FileDescriptor

  /// Opens a file; one that is made can be read by all. Throws ``ReportFile/Problem``, which calls it by another name
  /// where there is one.
  package init(
    _ path: String, _ mode: FileDescriptor.AccessMode = .readOnly,
    _ options: FileDescriptor.OpenOptions = [], knownAs name: String? = nil
  ) throws {
    let name = name ?? path
    self.path = name
    guard path.utf8.count <= String.longestPath else { throw Self.problem(name, .fileNameTooLong) }
    descriptor = try Self.named(name) {
      try FileDescriptor.open(
        FilePath(text: path), mode, options: options.union(.closeOnExec),
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    }
  }

  /// Opens one without a name on the disk of a folder: gone with its process, whatever ends it. Throws
  /// ``ReportFile/Problem``.
  package init(withoutNameIn folder: String) throws {
    path = folder
    var template = Array("\(folder)/.floodgate-XXXXXX".utf8CString)
    descriptor = FileDescriptor(rawValue: mkstemp(&template))
    guard descriptor.rawValue >= 0 else { throw Self.problem(folder) }
    unlink(template)
  }

  deinit { try? descriptor.close() }

  /// The next bytes, at most so many; `nil` at the end. Throws ``ReportFile/Problem``.
  package func read(atMost count: Int) throws -> [UInt8]? {
    let bytes = try Self.named(path) {
      try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        initialized = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// So many bytes at a place, fewer at the end. Throws ``ReportFile/Problem``.
  package func read(_ count: Int, at place: Int) throws -> [UInt8] {
    try Self.named(path) {
      try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        initialized = try descriptor.read(
          fromAbsoluteOffset: Int64(place), into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
  }

  /// As many bytes at a place, where so many were written. Throws ``ReportFile/Problem``.
  package func readAll(_ count: Int, at place: Int) throws -> [UInt8] {
    let bytes = try read(count, at: place)
    guard bytes.count == count else { throw ReportFile.Problem(path: path, message: "the disk lost bytes") }
    return bytes
  }

  /// Writes all of the bytes. Throws ``ReportFile/Problem``.
  package func write(_ bytes: [UInt8]) throws {
    _ = try Self.named(path) { try descriptor.writeAll(bytes) }
  }

  /// Writes all of the bytes over those at a place. Throws ``ReportFile/Problem``.
  package func write(_ bytes: [UInt8], at place: Int) throws {
    _ = try Self.named(path) { try descriptor.writeAll(toAbsoluteOffset: Int64(place), bytes) }
  }

  /// Bytes that are free on its disk; `nil` when that is not known.
  package var freeRoom: Int? {
    var disk = statvfs()
    guard fstatvfs(descriptor.rawValue, &disk) == 0 else { return nil }
    return Int(
      clamping: UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize)).partialValue)
  }

  /// Takes away all that it holds. Throws ``ReportFile/Problem``.
  package func empty() throws { try Self.named(path) { try descriptor.resize(to: 0) } }

  /// Waits until the disk has it. Throws ``ReportFile/Problem``.
  package func sync() throws {
    guard fsync(descriptor.rawValue) == 0 else { throw Self.problem(path) }
  }

  /// Takes room on the disk. Throws ``ReportFile/Problem``.
  package func reserve(_ bytes: Int) throws {
    let code = posix_fallocate(descriptor.rawValue, 0, bytes)
    guard code == 0 else { throw Self.problem(path, Errno(rawValue: code)) }
  }

  /// Bytes that it has at this moment.
  package var size: Int { (try? descriptor.stat()).map { Int($0.size) } ?? 0 }
}

// MARK: - Locks

/// Locks of whole files, which end with their process at the latest.
extension OpenFile {
  /// Waits for the lock. Throws ``ReportFile/Problem``.
  package func lock() throws { if !take(LOCK_EX) { throw Self.problem(path) } }

  /// Takes the lock, unless another has it.
  package func lockAtOnce() -> Bool { take(LOCK_EX | LOCK_NB) }

  /// Whether another has the lock.
  package var isLocked: Bool { !take(LOCK_SH | LOCK_NB) && Errno.latest == .wouldBlock }

  /// Gives the lock back.
  package func unlock() { _ = take(LOCK_UN) }

  private func take(_ operation: Int32) -> Bool { flock(descriptor.rawValue, operation) == 0 }
}

// MARK: - Names and problems

extension OpenFile {
  /// A file takes another name, in place of what has it. Throws ``ReportFile/Problem``.
  package static func rename(_ path: String, to name: String) throws {
    guard Glibc.rename(path, name) == 0 else { throw problem(name) }
  }

  private static func named<Value>(_ path: String, _ call: () throws -> Value) throws -> Value {
    do { return try call() } catch let error as Errno { throw problem(path, error) }
  }

  private static func problem(_ path: String, _ error: Errno = .latest) -> ReportFile.Problem {
    ReportFile.Problem(path: path, message: error.reason)
  }
}
