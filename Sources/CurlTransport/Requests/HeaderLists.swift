import CCurl

/// libcurl's linked lists of header lines, each built once.
final class HeaderLists {
  private var lists: [[String]: UnsafeMutablePointer<curl_slist>] = [:]
  @exclusivity(unchecked) private var last: (lines: [String], list: UnsafeMutablePointer<curl_slist>)?
  /// More distinct lists than this are not normal: then the store begins anew at the next quiet moment.
  private static let limit = 10_000

  /// Lines that every list ends with, unless it has such a header of its own.
  private let added: [String]

  init(adding added: [String]) { self.added = added }

  /// The list of these lines; it lives as long as this store.
  func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
    if let last, last.lines == lines { return last.list }
    let list = lists[lines] ?? make(lines)
    if let list { last = (lines, list) }
    return list
  }

  private func make(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    let names = Set(lines.map(Self.name))
    for line in lines + added.filter({ !names.contains(Self.name($0)) }) {
      list = curl_slist_append(list, line)
    }
    lists[lines] = list
    return list
  }

  private static func name(_ line: String) -> String { line.prefix { $0 != ":" && $0 != ";" }.lowercased() }

  /// Frees the lists when there are too many; only while no transfer uses one.
  func trim() {
    if lists.count > Self.limit { free() }
  }

  private func free() {
    for list in lists.values { curl_slist_free_all(list) }
    lists = [:]
    last = nil
  }

  deinit { free() }
}
