import Foundation
import Testing

/// What `import Floodgate` shows: little, and all of it explained.
@Suite struct PublicSurfaceTests {
  struct Graph: Decodable {
    struct Symbol: Decodable {
      struct Kind: Decodable { var identifier: String }
      struct Comment: Decodable {}
      var kind: Kind
      var pathComponents: [String]
      var docComment: Comment?
    }
    var symbols: [Symbol]
  }

  /// The modules that the library's face gives out.
  static func modules() throws -> [String] {
    let face = try String(
      contentsOfFile: Toolchain.root + "Sources/Floodgate/Floodgate.swift", encoding: .utf8)
    return face.matches(of: #/@_exported import (\w+)/#).map { String($0.output.1) }
  }

  static func symbols(of module: String) throws -> [Graph.Symbol] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (code, output) = try Toolchain.run(
      "swift-symbolgraph-extract",
      [
        "-module-name", module, "-target", target, "-minimum-access-level", "public",
        "-skip-synthesized-members",
        "-output-dir", folder,
      ] + Toolchain.modules())
    #expect(code == 0, "\(output.suffix(2000))")
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(module).symbols.json"))
    return try JSONDecoder().decode(Graph.self, from: data).symbols
  }

  #if arch(arm64)
    static let target = "aarch64-unknown-linux-gnu"
  #else
    static let target = "x86_64-unknown-linux-gnu"
  #endif

  /// Members that the compiler writes, or whose protocol says what they are.
  static let explained = [
    "init(from:)", "encode(to:)", "hash(into:)", "==(_:_:)", "<(_:_:)", "init(rawValue:)", "rawValue",
    "description",
    "CodingKeys", "encode(to:)", "init(stringLiteral:)", "init(integerLiteral:)", "init(floatLiteral:)",
    "init(booleanLiteral:)", "init(arrayLiteral:)", "init(dictionaryLiteral:)",
  ]

  @Test func whatIsPublicIsExplainedAndLittle() throws {
    var declared = 0
    for module in try Self.modules() {
      let symbols = try Self.symbols(of: module).filter {
        $0.kind.identifier != "swift.enum.case" && Set(Self.explained).isDisjoint(with: $0.pathComponents)
      }
      declared += symbols.count
      for symbol in symbols {
        #expect(symbol.docComment != nil, "\(module).\(symbol.pathComponents.joined(separator: "."))")
      }
    }
    #expect(declared > 300, "the modules are read")
    #expect(declared < 657, "less than half of the 1 314 declarations that there were")
  }
}
