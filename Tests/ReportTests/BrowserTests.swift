import Foundation
import Testing

@testable import Report

/// The page in a real browser, where there is one: it runs, without an error on its console, at three widths.
@Suite struct BrowserTests {
  static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: browser != nil), arguments: [360, 800, 1400]) func opensWithoutErrors(width: Int) throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appending(path: "report.html")
    // What the console says ends up in the title, which --dump-dom shows.
    let probe = "<script>addEventListener('error',e=>document.title='BROKEN '+e.message)</script>"
    let wide =
      "<script>addEventListener('load',()=>{if(document.documentElement.scrollWidth>innerWidth)document.title='WIDE '+document.documentElement.scrollWidth})</script>"
    let html = String(decoding: ReportPage(SampleRun.report(400)).bytes, as: UTF8.self)
    try html.replacingOccurrences(of: "<meta charset", with: probe + wide + "<meta charset").write(
      to: page, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.browser))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path())/profile",
      "--window-size=\(width),900",
      "--virtual-time-budget=3000", "--dump-dom", page.absoluteString,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let dom = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(dom.contains("<title>sample - floodgate</title>"), "\(dom.prefix(400))")
    #expect(dom.contains("role=\"button\""), "the script has run: the cases can be sorted")
  }
}
