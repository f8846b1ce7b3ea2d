import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Report

/// A report comes from outside: whatever number stands in it, it is refused, or read, merged, compared and told.
@Suite struct ExtremeNumbersTests {
  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "1e300"])
  func noNumberOfAReportIsATrap(extreme: String) throws {
    let report = SampleRun.report(20)
    let plain = try JSONReader.value(of: Array(JSONEncoder().encode(report)))
    var places: [[String]] = []
    Self.collect(plain, [], into: &places)
    // A figure of a kind of table once.
    var kinds: Set<[String]> = []
    places = places.filter { kinds.insert(Array($0.filter { Int($0) == nil }.suffix(2))).inserted }
    #expect(places.count > 100)
    for place in places {
      let text = CanonicalJSON.bytes(of: Self.replacing(plain, place[...], with: "<<here>>"))
      let bytes = String(decoding: text, as: UTF8.self).replacing("\"<<here>>\"", with: extreme)
      guard let read = try? ReportReader.read(Array(bytes.utf8)) else { continue }
      _ = TerminalSummary(read).lines
      _ = Comparer().compare([read, read], [read, report])
      _ = try? ReportMerge.merge([read, read])
    }
  }

  /// Numbers by the way to them; of lists and tables with names of their own the first two.
  private static func collect(_ value: JSONValue, _ path: [String], into places: inout [[String]]) {
    switch value {
    case .integer, .number: places.append(path)
    case .array(let elements):
      for index in elements.indices.prefix(2) { collect(elements[index], path + ["\(index)"], into: &places) }
    case .object(let members):
      let isTable = members.count > 2 && Set(members.values.map(Self.kind)).count == 1
      for name in members.keys.sorted().prefix(isTable ? 2 : 200) {
        collect(members[name]!, path + [name], into: &places)
      }
    case .null, .bool, .string: break
    }
  }

  private static func kind(_ value: JSONValue) -> String {
    guard case .object(let members) = value else { return "other\(value)" }
    return members.keys.sorted().joined(separator: ",")
  }

  private static func replacing(_ value: JSONValue, _ path: ArraySlice<String>, with text: String)
    -> JSONValue
  {
    guard let first = path.first else { return .string(text) }
    switch value {
    case .array(var elements):
      let index = Int(first)!
      elements[index] = replacing(elements[index], path.dropFirst(), with: text)
      return .array(elements)
    case .object(var members):
      members[first] = replacing(members[first]!, path.dropFirst(), with: text)
      return .object(members)
    default: return value
    }
  }
}
