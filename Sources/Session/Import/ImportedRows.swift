import RunModel

/// Recorded requests as lines of a data file: each with the same names, none twice. Pure.
struct ImportedRows {
  /// The name under which a question stands beside the inputs; one with `_` is for templates only.
  static let query = "_query"

  let lines: [String]
  let hasQuery: Bool
  let isBlocking: Bool
  let notes: [String]

  init(_ requests: [RecordedRequest]) {
    let rows = requests.map(Self.row)
    let names = Set(rows.flatMap(\.keys))
    var seen: Set<String> = []
    lines = rows.map { row in
      let whole = Dictionary(uniqueKeysWithValues: names.map { ($0, row[$0] ?? .null) })
      return JSONValue.object(whole).canonicalText
    }.filter { seen.insert($0).inserted }
    hasQuery = names.contains(Self.query)
    isBlocking = requests.allSatisfy { $0.body["response_mode"]?.stringValue == "blocking" }
    notes = Self.notes(requests, twice: rows.count - lines.count)
  }

  private static func row(_ request: RecordedRequest) -> [String: JSONValue] {
    guard case .object(var row)? = request.body["inputs"] else { return question(request, [:]) }
    row = row.filter { $0.value != .null }
    return question(request, row)
  }

  private static func question(_ request: RecordedRequest, _ row: [String: JSONValue]) -> [String:
    JSONValue]
  {
    guard request.place.endpoint == .chat, let query = request.body["query"]?.stringValue else {
      return row
    }
    return row.merging([Self.query: .string(query)]) { $1 }
  }

  private static func notes(_ requests: [RecordedRequest], twice: Int) -> [String] {
    var notes: [String] = []
    if twice > 0 { notes.append("\(twice) requests that ask the same as another are one case") }
    let later = requests.count { !($0.body["conversation_id"]?.stringValue ?? "").isEmpty }
    if later > 0 {
      notes.append(
        "\(later) requests went on with a conversation; each is a first question here ('turns' makes conversations)"
      )
    }
    let withFiles = requests.count {
      if case .array(let files)? = $0.body["files"] { !files.isEmpty } else { false }
    }
    if withFiles > 0 {
      notes.append(
        "files of \(withFiles) requests are not taken over; 'files' of the scenario sends them")
    }
    return notes
  }
}
