import Glibc
import RunModel
import Statistics

/// Writes the lines of a matrix's cases without making the cases: a million of them must take a second. It belongs to
/// one walk.
final class LineWriter {
  private let part: CaseExpansion.Part
  private var tables: [OptionTable]
  private var layouts: [[Int]: LineLayout?] = [:]
  private var kinds: [Int] = []
  private var layout: LineLayout?
  private var rows: [Int]
  private var digits = [UInt8](repeating: 0, count: CaseIdentity.length)
  private var weight: [UInt8] = []
  private var weightNumber = Double.nan
  private var content: [UInt8] = []

  /// With more layouts than this the plain way is taken.
  private static let layoutLimit = 64

  init(_ part: CaseExpansion.Part) {
    self.part = part
    tables = part.points.dimensions.map(OptionTable.init)
    rows = Array(repeating: 0, count: tables.count)
  }

  /// Takes a case; `false` when it has to be written the plain way.
  func take(_ choice: CaseChoice) -> Bool {
    guard choice.entry == nil, find(choice) else { return false }
    writeID()
    return true
  }

  private func writeID() {
    var hash = SHA256()
    // Taken out while it is written to: the rest of the writer is read meanwhile.
    var scratch: [UInt8] = []
    swap(&scratch, &content)
    let room = room(layout!.content)
    if scratch.count < room { scratch = Array(repeating: 0, count: 2 * room) }
    var length = 0
    unsafe scratch.withUnsafeMutableBufferPointer { unsafe fill($0, &length, layout!.content, []) }
    unsafe hash.update(scratch.span.extracting(0..<length).bytes)
    swap(&scratch, &content)
    CaseIdentity.write(hash.finishShort(), to: &digits)
  }

  /// The id of the case that was taken.
  var id: String { String(decoding: digits, as: UTF8.self) }

  /// The line of the case that was taken.
  func line(repetition: Int) -> [UInt8] { text(layout!.line, repetition: repetition) }

  // MARK: Layouts

  /// Finds the layout of a case, and its values. `false` when there is none.
  private func find(_ choice: CaseChoice) -> Bool {
    var product = 1.0
    var isOther = layout == nil || kinds.count != tables.count + choice.extensions.count
    for index in tables.indices {
      rows[index] = tables[index].row(of: choice.options[index])
      guard let kind = tables[index].kind(ofRow: rows[index]) else { return false }
      if !isOther, kinds[index] != kind { isOther = true }
      product *= tables[index].weight(ofRow: rows[index])
    }
    if !isOther, !choice.extensions.isEmpty, !kinds[tables.count...].elementsEqual(choice.extensions) {
      isOther = true
    }
    if product != weightNumber {
      weightNumber = product
      weight = CanonicalJSON.bytes(of: .number(product * part.specification.weight))
    }
    if isOther {
      kinds = tables.indices.map { tables[$0].kind(ofRow: rows[$0])! } + choice.extensions
      layout = layout(of: choice)
    }
    return layout != nil
  }

  /// A layout is trusted when it writes its first case as the plain way does.
  private func layout(of choice: CaseChoice) -> LineLayout? {
    if let known = layouts[kinds] { return known }
    guard layouts.count < Self.layoutLimit else { return nil }
    var candidate = LineLayout(part.recipe, marked(choice), tables)
    if candidate != nil, !agrees(candidate!, choice) { candidate = nil }
    layouts[kinds] = candidate
    return candidate
  }

  private func marked(_ choice: CaseChoice) -> CasePoint {
    var point = CasePoint()
    for (index, table) in tables.enumerated() {
      let kind = table.kinds[kinds[index]]
      for (number, name) in table.names.enumerated() where kind.values[name] != nil {
        point.values[name] = LineMarks.value(index, number)
      }
      point.unsent += kind.unsent
      point.dataset = kind.dataset ?? point.dataset
      point.user = kind.user ?? point.user
      point.tags.merge(kind.tags) { $1 }
      point.files += kind.files
      point.expectations += kind.expectations
    }
    for number in choice.extensions {
      point.values.merge(part.points.rules.includes[number].extra) { $1 }
    }
    return point
  }

  private func agrees(_ candidate: LineLayout, _ choice: CaseChoice) -> Bool {
    guard let testCase = try? part.recipe.build(CasePoints.point(choice, part.points)),
      let plain = try? ManifestLines.line(testCase)
    else { return false }
    layout = candidate
    writeID()
    return line(repetition: 0) == plain
  }

  // MARK: Bytes

  private func text(_ pieces: [LineLayout.Piece], repetition: Int) -> [UInt8] {
    let number = repetition == 0 ? Self.zero : CanonicalJSON.bytes(of: .integer(Int64(repetition)))
    return unsafe [UInt8](unsafeUninitializedCapacity: room(pieces) + number.count) { buffer, count in
      unsafe fill(buffer, &count, pieces, number)
    }
  }

  /// The bytes that pieces take up at most.
  private func room(_ pieces: [LineLayout.Piece]) -> Int {
    var room = layout!.bytes.count + digits.count + weight.count
    for case .value(let dimension, let value) in pieces {
      room += tables[dimension].range(row: rows[dimension], value: value).count
    }
    return room
  }

  @unsafe private func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int, _ pieces: [LineLayout.Piece],
    _ repetition: [UInt8]
  ) {
    for piece in pieces {
      switch piece {
      case .bytes(let range): unsafe Self.copy(layout!.bytes, range, buffer, &count)
      case .value(let dimension, let value):
        let range = tables[dimension].range(row: rows[dimension], value: value)
        unsafe Self.copy(tables[dimension].bytes, range, buffer, &count)
      case .id: unsafe Self.copy(digits, 0..<digits.count, buffer, &count)
      case .weight: unsafe Self.copy(weight, 0..<weight.count, buffer, &count)
      case .repetition: unsafe Self.copy(repetition, 0..<repetition.count, buffer, &count)
      }
    }
  }

  private static let zero = Array("0".utf8)

  @inline(__always) private static func copy(
    _ bytes: [UInt8], _ range: Range<Int>, _ buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) {
    unsafe bytes.withUnsafeBufferPointer { source in
      _ = unsafe memcpy(buffer.baseAddress! + count, source.baseAddress! + range.lowerBound, range.count)
    }
    count += range.count
  }
}
