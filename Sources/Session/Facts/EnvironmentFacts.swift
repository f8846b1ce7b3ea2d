import CurlTransport
import FoundationEssentials
import Glibc
import Report

/// Where a run took place: what a comparison has to know.
package enum EnvironmentFacts {
  package static func gather() -> [String: String] {
    var facts = ["floodgate": floodgateVersion, "zlib": zlibVersion]
    facts["floodgate_commit"] = FloodgateBuild.commit
    var system = utsname()
    uname(&system)
    facts["kernel"] = text(of: system.release)
    facts["host"] = host
    facts["architecture"] = text(of: system.machine)
    facts["cores"] = String(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    facts["cpu"] = value(of: "model name", in: "/proc/cpuinfo", separator: ":")
    facts["os"] = value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
    for (name, version) in CurlLibrary.versionsByName
    where ["libcurl", "OpenSSL", "GnuTLS", "nghttp2"].contains(name) {
      facts[name] = version
    }
    return facts.merging(BuildFacts.gather(ProcessInfo.processInfo.environment)) { $1 }
  }

  /// This machine's name.
  static var host: String {
    var system = utsname()
    uname(&system)
    return text(of: system.nodename)
  }

  /// A line `name separator value` of one of the system's files, without quotes.
  private static func value(of name: String, in path: String, separator: Character) -> String? {
    let bytes = try? ReportFile.readBytes(path, limit: 1 << 20)
    let lines = String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n")
    return lines.first { $0.hasPrefix(name) }?.split(separator: separator, maxSplits: 1).last.map { value in
      value.split(whereSeparator: \.isWhitespace).joined(separator: " ").filter { $0 != "\"" }
    }
  }

  private static func text<Tuple>(of tuple: Tuple) -> String {
    withUnsafeBytes(of: tuple) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
