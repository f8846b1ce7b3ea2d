import CCurl

/// URLs as libcurl reads them, each parsed once: parsing and writing it out again for each request takes a tenth of
/// what a request costs. Confined to the loop.
final class ParsedURLs {
  private var urls: [String: OpaquePointer] = [:]
  private var last: (text: String, url: OpaquePointer)?
  /// More distinct URLs than this are not normal: the rest is parsed by each transfer.
  private static let limit = 10_000

  /// The parsed URL, which lives as long as this store; `nil` for one that is to be parsed by the transfer, which
  /// then also says what is wrong with it.
  func url(_ text: String) -> OpaquePointer? {
    if let last, last.text == text { return last.url }
    guard let url = urls[text] ?? parse(text) else { return nil }
    last = (text, url)
    return url
  }

  private func parse(_ text: String) -> OpaquePointer? {
    guard urls.count < Self.limit, let url = curl_url() else { return nil }
    guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK else {
      curl_url_cleanup(url)
      return nil
    }
    urls[text] = url
    return url
  }

  deinit {
    for url in urls.values { curl_url_cleanup(url) }
  }
}
