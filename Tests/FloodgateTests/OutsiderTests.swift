import Foundation
import Testing

/// What a program outside of the package can use. Tests within it see what is `package`, too.
@Suite struct OutsiderTests {
  private let program = Toolchain.root + "Tests/FloodgateTests/Outsider/main.swift"

  @Test func aProgramOutsideOfThePackageCompiles() throws {
    let (code, output) = try Toolchain.run(
      "swiftc", ["-typecheck", "-swift-version", "6"] + Toolchain.modules() + [program])
    #expect(code == 0, "\(output)")
  }

  /// The README's examples stand in that program, word for word.
  @Test func theReadmesExamplesAreInIt() throws {
    let readme = try String(contentsOfFile: Toolchain.root + "README.md", encoding: .utf8)
    let examples = readme.components(separatedBy: "```swift\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    #expect(examples.count == 2)
    let source = Set(lines(try String(contentsOfFile: program, encoding: .utf8)))
    for line in examples.flatMap(lines) where !line.hasPrefix("// Package.swift") {
      #expect(source.contains(line))
    }
    #expect(examples.allSatisfy { $0.split(separator: "\n").count < 15 })
  }

  /// Lines without their comments and margins.
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map {
      $0.replacing(#/\s+\/\/.*$/#, with: "").trimmingCharacters(in: .whitespaces)
    }
  }
}
