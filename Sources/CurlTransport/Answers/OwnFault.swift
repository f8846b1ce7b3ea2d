import CCurl
import Glibc
import SystemPackage

/// Which faults are this machine's own, and never the server's.
enum OwnFault {
  /// Values of `errno`: descriptors, memory, ports, route, a firewall of its own. A host to which there is no way
  /// (`EHOSTUNREACH`) is not among them: it is what a server that has died looks like from the same network.
  static let errors: Set<Int32> = [
    EMFILE, ENFILE, ENOMEM, ENOBUFS, EADDRNOTAVAIL, EADDRINUSE, ENETUNREACH, ENETDOWN, EAFNOSUPPORT,
    EACCES, EPERM,
  ]

  /// Codes of libcurl: no memory, a file that cannot be read (certificates, an upload), a library without a part.
  static let codes: Set<UInt32> = Set(
    [
      CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_READ_ERROR, CURLE_FILE_COULDNT_READ_FILE,
      CURLE_INTERFACE_FAILED, CURLE_NOT_BUILT_IN, CURLE_UNKNOWN_OPTION, CURLE_BAD_FUNCTION_ARGUMENT,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ENGINE_NOTFOUND,
      CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED,
    ].map(\.rawValue))

  /// Why no name can be looked up here; `nil` when that can be done. libcurl says the same for a name that is not
  /// known and for a resolver that could not ask.
  static var ofResolver: String? {
    let path = "/etc/resolv.conf"
    do {
      try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec).close()
      return nil
    } catch { return "\(path): \(error)" }
  }

  static func text(_ error: Int32) -> String { Errno(rawValue: error).description }
}
