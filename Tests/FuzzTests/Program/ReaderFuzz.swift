import Foundation

// `ReaderFuzz READER [libFuzzer's flags and folders]`: one reader, driven by libFuzzer, which brings the `main`. Built by
// `Scripts/fuzz` only.

/// The reader under trial. Written before the first input; libFuzzer has one thread.
nonisolated(unsafe) private var chosen: FuzzReader?

/// Takes the reader's name away from the arguments; without one says which there are, and where their files lie.
@_cdecl("LLVMFuzzerInitialize")
public func begin(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
  let name = count.pointee > 1 ? arguments.pointee[1].map { String(cString: $0) } : nil
  guard let reader = FuzzReader.all.first(where: { $0.name == name }) else {
    for reader in FuzzReader.all { print(reader.name, reader.corpus.joined(separator: " ")) }
    exit(0)
  }
  chosen = reader
  arguments.pointee[1] = arguments.pointee[0]
  arguments.pointee += 1
  count.pointee -= 1
  return 0
}

/// One input.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosen?.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
