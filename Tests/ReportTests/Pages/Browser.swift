import Foundation

/// A headless Chromium that opens a page at three widths at once, in frames of one harness.
enum Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  struct Seen {
    /// What the console said.
    var console: [String]
    /// What the script found at each width.
    var findings: [String]
  }

  /// Opens a page; `script` is the body of a function of the frame's `page` and `view` that returns a text.
  static func open(_ html: [UInt8], script: String) throws -> Seen {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(html).write(to: folder.appending(path: "page.html"))
    let harness = folder.appending(path: "harness.html")
    try harnessPage(script).write(to: harness, atomically: true, encoding: .utf8)
    let errors = folder.appending(path: "errors")
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path())profile",
      "--allow-file-access-from-files", "--enable-logging=stderr", "--window-size=1600,1000",
      "--virtual-time-budget=5000", "--dump-dom", harness.absoluteString,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let dom = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let said = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    return Seen(
      console: said.split(separator: "\n").map(String.init).filter { $0.contains(":CONSOLE") },
      findings: dom.components(separatedBy: "<li>").dropFirst().map {
        $0.components(separatedBy: "</li>")[0]
      })
  }

  private static func harnessPage(_ script: String) -> String {
    """
    <!doctype html><ul></ul><script>
    const look = (page, view) => { \(script) };
    for (const width of [360, 800, 1400]) {
      const frame = document.createElement('iframe');
      frame.style.cssText = 'border:0;height:900px;width:' + width + 'px';
      frame.src = 'page.html';
      frame.onload = () => {
        const item = document.createElement('li');
        try { item.textContent = look(frame.contentDocument, frame.contentWindow); } catch (e) { item.textContent = e; }
        document.querySelector('ul').append(item);
      };
      document.body.append(frame);
    }
    </script>
    """
  }
}
