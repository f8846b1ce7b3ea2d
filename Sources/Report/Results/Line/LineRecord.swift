import RunModel

/// What stands in lines of results as an object.
protocol LineRecord {
  /// Without any figure.
  init()
  /// Its figures, in the order in which they are written and read.
  static var fields: LineFields<Self> { get }
}

extension LineRecord {
  /// `nil` when what is required is missing, or is none.
  init?(members value: JSONValue) {
    guard case .object(let members) = value else { return nil }
    self.init()
    guard Self.fields.read(members, into: &self) else { return nil }
  }
}

/// The figures of a record.
struct LineFields<Record>: Sendable {
  private let fields: [LineField<Record>]

  init(_ fields: [LineField<Record>]) { self.fields = fields }

  /// How they are called in a line.
  var names: [String] { fields.map(\.name) }

  func write(_ record: Record, _ writer: inout CanonicalJSON) {
    for field in fields { field.write(record, &writer) }
  }

  /// `false` when what is required is missing, or is none.
  func read(_ members: [String: JSONValue], into record: inout Record) -> Bool {
    var isWhole = true
    for field in fields {
      let isRead = members[field.name].map { field.read($0, &record) } ?? false
      if field.isRequired, !isRead { isWhole = false }
    }
    return isWhole
  }

  /// The same figures, of a record that is part of another.
  func of<Whole>(_ part: any WritableKeyPath<Whole, Record> & Sendable) -> [LineField<Whole>] {
    fields.map { field in
      LineField<Whole>(field.name) { whole, writer in
        field.write(whole[keyPath: part], &writer)
      } read: {
        field.read($0, &$1[keyPath: part])
      }
    }
  }
}
