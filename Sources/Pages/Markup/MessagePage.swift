/// A page with one sentence, for who asked for what is not there, or not yet.
package struct MessagePage {
  private let title: String
  private let text: String
  private let refresh: Int?

  /// - Parameter refresh: seconds after which the page asks again; `nil` for never.
  package init(_ title: String, _ text: String, refresh: Int? = nil) {
    (self.title, self.text, self.refresh) = (title, text, refresh)
  }

  package var bytes: [UInt8] {
    let head = refresh.map { "<meta http-equiv=\"refresh\" content=\"\($0)\">" as HTML } ?? .empty
    let body: HTML =
      "<header><p class=\"kicker\">floodgate</p><h1>\(title)</h1><p class=\"sub\">\(text)</p></header><p><a href=\"/\">All runs</a></p>"
    return Page(title: title, body: body, head: head).bytes
  }
}
