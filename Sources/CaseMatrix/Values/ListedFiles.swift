import RunModel

/// Files that go with requests, by number.
struct ListedFiles: DimensionValues {
  private let files: [FileReference]
  private let isInput: Bool
  var count: Int { files.count }

  /// Finds the files. Throws ``DataProblem`` when there are none.
  init(_ list: FileList, dimension: String) throws(DataProblem) {
    isInput = list.isInput
    let variable = list.isInput ? dimension : nil
    switch list.place {
    case .urls(let urls):
      files = urls.map { FileReference(type: list.type, source: .remote(url: $0), variable: variable) }
    case .pattern(let pattern, let folder):
      files = try FilePattern(pattern, folder: folder).matches().map { name in
        FileReference(
          type: list.type, source: .upload(path: folder.appending(path: name)), variable: variable,
          name: name)
      }
    }
  }

  func contribute(_ index: Int, name: String, to point: inout CasePoint) {
    point.files.append(files[index])
    point.values[name] = label(index)
    point.unsent.append(name)
    if case .string(let label) = label(index) { point.tags[name] = label }
  }

  func value(of parameter: String, at index: Int, name: String) -> JSONValue? { label(index) }

  /// What templates, tags and `exclude` know the file by.
  private func label(_ index: Int) -> JSONValue {
    switch files[index].source {
    case .upload(let path): .string(files[index].name ?? path)
    case .remote(let url): .string(url)
    }
  }
}
