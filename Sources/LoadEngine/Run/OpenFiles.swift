import Glibc

/// The files, sockets and pipes that this process has open.
package enum OpenFiles {
  /// How many; 0 when that cannot be known.
  package static var count: Int {
    var status = stat()
    // Since Linux 6.2 the folder's length is their number.
    if stat(folder, &status) == 0, status.st_size > 0 { return Int(status.st_size) }
    guard let entries = opendir(folder) else { return 0 }
    defer { closedir(entries) }
    var count = 0
    while readdir(entries) != nil { count += 1 }
    // The folder itself, its parent, and the descriptor that reads it.
    return max(0, count - 3)
  }

  private static let folder = "/proc/self/fd"
}
