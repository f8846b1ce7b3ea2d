/// Files that go with requests, one a case.
package struct FileList: Sendable, Hashable {
  /// Where the files are.
  package enum Place: Sendable, Hashable {
    /// On this machine: every file that matches, by name. `*` and `?` stand for parts of a name, `**` for folders.
    case pattern(String, folder: String)
    /// Somewhere that the server fetches them from.
    case urls([String])
  }

  /// Where they are.
  package var place: Place
  /// `image`, `document`, `audio`, `video` or `custom`.
  package var type: String
  /// Whether the input of the dimension's name takes the file; else it goes with the message.
  package var isInput: Bool

  /// A list.
  package init(_ place: Place, type: String = "document", isInput: Bool = true) {
    self.place = place
    self.type = type
    self.isInput = isInput
  }
}
