import RunModel

/// `run_tags:`, words that runs are found by.
enum RunTagList {
  static let type = KeyType<[String]>(
    kind: .list(.text),
    read: { value in
      let tags = RunTags.joined([], value.elements.compactMap(tag))
      if tags.count <= RunTags.limit { return tags }
      value.report("there are \(tags.count) tags", expected: "at most \(RunTags.limit)")
      return nil
    })

  private static func tag(_ value: YAMLValue) -> String? {
    guard let text = value.text else { return nil }
    guard let expected = RunTags.expectation(of: text) else { return text }
    value.report("'\(text.cropped(60))' is no tag of a run", expected: expected)
    return nil
  }
}
