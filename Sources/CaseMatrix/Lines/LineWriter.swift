import RunModel
import Statistics

/// Writes the lines of a matrix's cases without making the cases: a million of them must take a second.
struct LineWriter {
  private let part: CaseExpansion.Part
  private var tables: [OptionTable]
  private var values = LineValues()
  /// The texts that are kept.
  private let kept: Int
  private var layouts: [[Int]: LineLayout?] = [:]
  private var kinds: [Int] = []
  private var weight = Double.nan
  private var content: [UInt8] = []

  /// With more layouts than this the plain way is taken.
  private static let layoutLimit = 64

  init(_ part: CaseExpansion.Part) {
    self.part = part
    var pool = ValuePool()
    tables = part.points.dimensions.map { OptionTable($0, &pool) }
    kept = pool.count
    values.pool = pool
    values.texts = Array(repeating: 0, count: tables.count)
  }

  /// Takes a case; `false` when it has to be written the plain way.
  mutating func take(_ choice: CaseChoice) -> Bool {
    guard choice.entry == nil, find(choice) else { return false }
    writeID()
    return true
  }

  private mutating func writeID() {
    // Taken out while it is written to: the rest of the writer is read meanwhile.
    var scratch: [UInt8] = []
    swap(&scratch, &content)
    let room = values.room(for: .content)
    if scratch.count < room { scratch = Array(repeating: 0, count: 2 * room) }
    let length = unsafe scratch.withUnsafeMutableBufferPointer {
      unsafe values.write(.content, to: $0.baseAddress!)
    }
    var hash = SHA256()
    unsafe hash.update(scratch.span.extracting(0..<length).bytes)
    swap(&scratch, &content)
    CaseIdentity.write(hash.finishShort(), to: &values.id)
  }

  /// The id of the case that was taken.
  var id: String { String(decoding: values.id, as: UTF8.self) }

  /// Appends the line of the case that was taken.
  mutating func writeLine(repetition: Int, to text: inout TextBuffer) {
    values.setRepetition(repetition)
    unsafe text.add(atMost: values.room(for: .line)) { unsafe values.write(.line, to: $0) }
  }

  // MARK: Layouts

  /// Finds the layout of a case, and its values. `false` when there is none.
  private mutating func find(_ choice: CaseChoice) -> Bool {
    var product = 1.0
    var isOther = values.layout == nil || kinds.count != tables.count + choice.extensions.count
    if isOther { kinds = Array(repeating: 0, count: tables.count) + choice.extensions }
    if values.pool.count > kept { values.pool.truncate(to: kept) }
    for index in tables.indices {
      let found = tables[index].look(up: choice.options[index], &values.pool)
      guard let kind = found.kind else {
        values.layout = nil
        return false
      }
      values.texts[index] = found.text
      product *= found.weight
      if kinds[index] != kind {
        kinds[index] = kind
        isOther = true
      }
    }
    if !choice.extensions.isEmpty, !kinds[tables.count...].elementsEqual(choice.extensions) {
      kinds.replaceSubrange(tables.count..., with: choice.extensions)
      isOther = true
    }
    if product != weight {
      weight = product
      values.weight = CanonicalJSON.bytes(of: .number(product * part.specification.weight))
    }
    if isOther { values.layout = layout(of: choice) }
    return values.layout != nil
  }

  /// A layout is trusted when it writes its first case as the plain way does.
  private mutating func layout(of choice: CaseChoice) -> LineLayout? {
    if let known = layouts[kinds] { return known }
    guard layouts.count < Self.layoutLimit else { return nil }
    var candidate = LineLayout(part.recipe, marked(choice))
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

  private mutating func agrees(_ candidate: LineLayout, _ choice: CaseChoice) -> Bool {
    guard let testCase = try? part.recipe.build(CasePoints.point(choice, part.points)),
      let plain = try? ManifestLines.line(testCase)
    else { return false }
    values.layout = candidate
    writeID()
    var text = TextBuffer(reservingCapacity: plain.count)
    writeLine(repetition: 0, to: &text)
    return text.finish() == plain
  }
}
