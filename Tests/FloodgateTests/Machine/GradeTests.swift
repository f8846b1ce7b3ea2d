import Floodgate
import Foundation
import RunModel
import Testing

/// A run that shares its cores with a program that never rests says so.
@Suite struct GradeTests {
  @Test func aHogBesideTheRunIsTold() async throws {
    let hogs = try (0..<ProcessInfo.processInfo.activeProcessorCount).map { _ in
      let hog = Process()
      hog.executableURL = URL(filePath: "/bin/sh")
      hog.arguments = ["-c", "while :; do :; done"]
      try hog.run()
      return hog
    }
    defer { for hog in hogs { hog.terminate() } }
    let test = try await LoadTest(
      scenario: """
        target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 2, gap_ms: 0, events: 2}}
        load: {users: 2, duration: 1500ms}
        """)
    let report = try await test.run().report
    let (grade, reason) = try #require(report.generator.grade)
    #expect(grade != .a && reason.contains(grade == .d ? "generator" : "other programs used"), "\(reason)")
    #expect(try #require(report.generator.processor) > 0)
  }
}
