import Foundation

/// html5lib, a parser by the HTML standard's own algorithm, as the judge of a page. Nothing is wrong where it is not
/// installed (`Scripts/setup --test` installs it).
enum HTMLCheck {
  private static let python = "/usr/bin/python3"
  static let isAvailable = run("import html5lib", Data())?.isEmpty ?? false

  /// The parser's complaints, and ids that stand twice.
  static func problems(_ page: [UInt8]) -> [String] {
    guard isAvailable else { return [] }
    let program = """
      import sys, html5lib, collections
      parser = html5lib.HTMLParser()
      tree = parser.parse(sys.stdin.buffer.read(), transport_encoding='utf-8')
      for place, code, facts in parser.errors[:20]: print(place, code, facts)
      ids = collections.Counter(e.get('id') for e in tree.iter() if e.get('id') is not None)
      for name, count in ids.items():
          if count > 1 or not name or ' ' in name: print('id', repr(name), count)
      """
    return run(program, Data(page)) ?? ["the check did not run"]
  }

  private static func run(_ program: String, _ input: Data) -> [String]? {
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["-c", program]
    let (sent, received) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (sent, received, received)
    guard (try? process.run()) != nil else { return nil }
    let writer = sent.fileHandleForWriting
    DispatchQueue.global().async {
      try? writer.write(contentsOf: input)
      try? writer.close()
    }
    let output = (try? received.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
