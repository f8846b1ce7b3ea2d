import CFuzzer

/// `ReaderFuzz READER [libFuzzer's flags and folders]`: one reader, driven by libFuzzer. Built by `Scripts/fuzz` only.
@main enum ReaderFuzz {
  static func main() {
    guard let name = CommandLine.arguments.dropFirst().first,
      let reader = FuzzReader.all.first(where: { $0.name == name })
    else {
      return print(
        FuzzReader.all.map { "\($0.name) \($0.corpus.joined(separator: " "))" }.joined(separator: "\n"))
    }
    chosen = reader
    var arguments = ([CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)).map { strdup($0) }
    var count = CInt(arguments.count)
    arguments.append(nil)
    let code = arguments.withUnsafeMutableBufferPointer { pointer in
      var base = pointer.baseAddress
      return LLVMFuzzerRunDriver(&count, &base) { bytes, length in
        chosen?.read(Array(UnsafeBufferPointer(start: bytes, count: length)))
        return 0
      }
    }
    exit(code)
  }
}

/// The reader under trial. Written before the first input; libFuzzer has one thread.
nonisolated(unsafe) private var chosen: FuzzReader?
