import Glibc
import SystemPackage

extension Errno {
  /// Of the last system call that failed on this thread.
  package static var latest: Errno { Errno(rawValue: errno) }

  /// Why the system would not: in words that say what to look at, where there are any.
  package var reason: String {
    switch self {
    case .noSuchFileOrDirectory: "there is no such file or folder"
    case .permissionDenied, .notPermitted:
      "that is not allowed here; look at the permissions of the file and its folder"
    case .isDirectory: "it is a folder, not a file"
    case .notDirectory: "what it is said to lie in is no folder"
    case .readOnlyFileSystem: "the file system can only be read"
    case .noSpace, .diskQuotaExceeded: "the disk is full"
    case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
      "too many files are open; `ulimit -n` says how many may be"
    default: description
    }
  }
}
