import CCurl

/// The library itself.
package enum CurlLibrary {
  private static let initialised: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

  /// Prepares libcurl for use, once a process.
  package static func initialise() { _ = initialised }

  /// Versions of libcurl and of what it was built with, such as `libcurl/7.88.1 OpenSSL/3.0.15 zlib/1.2.13`.
  package static var versions: String {
    initialise()
    return curl_version().map { String(cString: $0) } ?? "libcurl"
  }

  /// The same, one word each by its name: `["libcurl": "7.88.1", "OpenSSL": "3.0.15", ...]`.
  package static var versionsByName: [String: String] {
    let pairs = versions.split(separator: " ").compactMap { word -> (String, String)? in
      let parts = word.split(separator: "/", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
