/// The simple commands of a piece of shell, each as its words. What a shell would put in (`$(...)`) is `x`.
struct ShellText {
  private(set) var commands: [[String]] = []
  private var words: [String] = []
  private var word: String?
  /// The next word is where output goes to, or where input comes from.
  private var isRedirected = false

  init(_ text: String) {
    for line in Self.lines(text) {
      scan(Array(line))
      endCommand()
    }
  }

  /// The command lines of the program, without its name and what is set before it.
  var ofFloodgate: [[String]] {
    commands.compactMap { words in
      let command = words.drop { $0.contains(#/^\w+=/#) }
      return command.first == "floodgate" ? Array(command.dropFirst()) : nil
    }
  }

  /// Lines that go on are one; the texts of `<<END` are left out.
  private static func lines(_ text: String) -> [String] {
    var (lines, end): ([String], Substring?) = ([""], nil)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let mark = end {
        if line == mark { end = nil }
        continue
      }
      end = line.firstMatch(of: #/<<'?(\w+)'?/#)?.1
      let goesOn = line.hasSuffix("\\")
      lines[lines.count - 1] += goesOn ? line.dropLast() : line
      if !goesOn { lines.append("") }
    }
    return lines
  }

  private mutating func scan(_ line: [Character]) {
    var at = 0
    while at < line.count {
      let character = line[at]
      at += 1
      switch character {
      case " ": endWord()
      case "#" where word == nil: return
      case "'", "\"":
        let text = line[at...].prefix { $0 != character }
        word = (word ?? "") + text
        at += text.count + 1
      case "$" where at < line.count && line[at] == "(":
        word = (word ?? "") + "x"
        at += line[at...].prefix { $0 != ")" }.count + 1
      case ";", "|", "&", "(", ")": endCommand()
      case "<", ">":
        endWord()
        isRedirected = true
      default: word = (word ?? "") + String(character)
      }
    }
  }

  private mutating func endWord() {
    guard let word else { return }
    if !isRedirected { words.append(word) }
    (self.word, isRedirected) = (nil, false)
  }

  private mutating func endCommand() {
    endWord()
    if !words.isEmpty { commands.append(words) }
    (words, isRedirected) = ([], false)
  }
}
