import CurlTransport
import Floodgate
import FoundationEssentials
import Glibc
import Report

/// Where a run took place: what a comparison has to know.
enum EnvironmentFacts {
  static func gather() -> [String: String] {
    var facts = ["floodgate": floodgateVersion, "zlib": zlibVersion]
    var system = utsname()
    uname(&system)
    facts["kernel"] = text(of: system.release)
    facts["host"] = text(of: system.nodename)
    facts["architecture"] = text(of: system.machine)
    facts["cores"] = String(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    for (name, version) in CurlLibrary.versionsByName
    where ["libcurl", "OpenSSL", "GnuTLS", "nghttp2"].contains(name) {
      facts[name] = version
    }
    let environment = ProcessInfo.processInfo.environment
    facts["commit"] = environment["GITHUB_SHA"] ?? environment["CI_COMMIT_SHA"]
    facts["ci_run"] = environment["GITHUB_RUN_ID"] ?? environment["CI_PIPELINE_ID"]
    return facts
  }

  private static func text<Tuple>(of tuple: Tuple) -> String {
    withUnsafeBytes(of: tuple) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
