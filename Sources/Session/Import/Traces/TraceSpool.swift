import Report
import RunModel

/// The entries of a log: what they say lies in a file, when they were in memory, about fifty bytes each.
final class TraceSpool {
  struct Mark {
    var instant: Double
    /// Seconds; not a number when the log does not say.
    let took: Double
    fileprivate let place: Int
    fileprivate let count: Int32
    /// Which conversation it belongs to; -1 for none.
    fileprivate let conversation: Int32
    /// What goes on with its conversation; -1 for nothing.
    fileprivate var next: Int32 = -1
    /// Whether it goes on with a conversation.
    fileprivate(set) var isLater = false
  }

  private(set) var marks: [Mark] = []
  private let file: ScratchFile
  private var conversations: [String: Int32] = [:]

  /// On the disk of a folder. Throws ``ReportFile/Problem``.
  init(in folder: String) throws { file = try ScratchFile(in: folder) }

  /// How many entries came at no possible time, and were left out.
  private(set) var untimed = 0
  /// Seconds from a log's origin, be it 1970: the year 5138.
  private static let latest = 1e11

  /// Takes an entry, in any order. Throws ``ReportFile/Problem``.
  func add(_ entry: TraceEntry) throws {
    guard (-Self.latest...Self.latest).contains(entry.instant) else { return untimed += 1 }
    let bytes = Array(entry.content.canonicalText.utf8)
    marks.append(
      Mark(
        instant: entry.instant, took: Self.possible(entry.took) ?? .nan, place: try file.add(bytes),
        count: Int32(bytes.count),
        conversation: number(of: entry.belongs)))
  }

  private static func possible(_ took: Double?) -> Double? {
    took.flatMap { (0...1e9).contains($0) ? $0 : nil }
  }

  private func number(of conversation: String?) -> Int32 {
    guard let conversation else { return -1 }
    let new = Int32(conversations.count)
    let number = conversations[conversation] ?? new
    if number == new { conversations[conversation] = new }
    return number
  }

  /// What came in one instant is spread evenly over a second: the log knows no better, and no burst of a second was meant.
  func spread() {
    sort()
    var start = 0
    while start < marks.count {
      let instant = marks[start].instant
      let end = marks[start...].firstIndex { $0.instant != instant } ?? marks.count
      let group = (start..<end).filter { marks[$0].took.isNaN }
      for (place, index) in group.enumerated() { marks[index].instant += Double(place) / Double(group.count) }
      start = end
    }
  }

  /// Puts the entries in the order of their times, and each behind the one before it in its conversation.
  func arrange() {
    sort()
    var last = [Int32](repeating: -1, count: conversations.count)
    for index in marks.indices where marks[index].conversation >= 0 {
      let conversation = Int(marks[index].conversation)
      marks[index].isLater = last[conversation] >= 0
      if marks[index].isLater { marks[Int(last[conversation])].next = Int32(index) }
      last[conversation] = Int32(index)
    }
  }

  private func sort() { marks.sort { ($0.instant, $0.place) < ($1.instant, $1.place) } }

  /// An entry and all that goes on with it. Throws ``ReportFile/Problem``.
  func entries(from index: Int) throws -> [TraceEntry] {
    var (entries, next): ([TraceEntry], Int32) = ([], Int32(index))
    while next >= 0 {
      let mark = marks[Int(next)]
      var entry = TraceEntry(instant: mark.instant)
      entry.took = mark.took.isNaN ? nil : mark.took
      let bytes = try file.bytes(at: mark.place, count: Int(mark.count))
      entry.content = (try? JSONReader.value(of: bytes)) ?? .object([:])
      entries.append(entry)
      next = mark.next
    }
    return entries
  }
}

extension TraceEntry {
  /// What it says, but when it was and where it belongs.
  fileprivate var content: JSONValue {
    get {
      var members: [String: JSONValue] = [:]
      members["query"] = query.map { .string($0) }
      members["inputs"] = inputs.map { .object($0) }
      members["user"] = user.map { .string($0) }
      members["prompt"] = prompt
      return .object(members)
    }
    set {
      query = newValue["query"]?.stringValue
      if case .object(let members)? = newValue["inputs"] { inputs = members }
      user = newValue["user"]?.stringValue
      prompt = newValue["prompt"]
    }
  }
}
