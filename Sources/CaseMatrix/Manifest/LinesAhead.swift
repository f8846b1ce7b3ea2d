import Dispatch
import Glibc
import RunModel
import Synchronization

/// A walk whose lines a thread of its own makes ahead, while those before them are hashed and written.
struct LinesAhead: CaseWalk {
  private let maker: LineMaker
  private let end: MakerEnd
  private var piece = LinePiece()
  private var (position, run) = (0, 0)

  /// `nil` when there is no thread to be had.
  init?(_ source: any CaseWalkSource) {
    let maker = LineMaker(source)
    guard maker.start() else { return nil }
    (self.maker, end) = (maker, MakerEnd(maker: maker))
  }

  mutating func next() throws -> Bool {
    position += 1
    while position >= piece.ends.count {
      if let failure = piece.failure { throw failure }
      if piece.isLast { return false }
      (piece, position, run) = (maker.take(), 0, 0)
    }
    while piece.facts[run].end <= position { run += 1 }
    return true
  }

  func line() -> [UInt8] {
    piece.text.bytes((position == 0 ? 0 : piece.ends[position - 1])..<piece.ends[position])
  }

  func facts() -> CaseFacts { piece.facts[run].facts }
  func testCase() throws -> TestCase { try CaseReader.testCase(line().dropLast()) }
  func id() throws -> String { try testCase().id }
}

/// Some lines in a row: one text, so that not each is handed from thread to thread.
private struct LinePiece {
  /// Bytes after which it is handed over.
  private static let size = 1 << 18

  private(set) var text: TextBuffer
  /// Where each line ends.
  private(set) var ends: [Int] = []
  /// By what the cases up to a number are counted.
  private(set) var facts: [(end: Int, facts: CaseFacts)] = []
  var isLast = false
  /// What ended the walk after them.
  var failure: (any Error)?

  /// - Parameter isFirst: there may be no other, and it may be short.
  init(isFirst: Bool = true) {
    text = TextBuffer(reservingCapacity: isFirst ? 0 : Self.size + Self.size / 8)
  }

  var isFull: Bool { text.count >= Self.size }

  mutating func add(_ walk: inout any CaseWalk) throws {
    try walk.writeLine(to: &text)
    let own = try walk.facts()
    ends.append(text.count)
    if let last = facts.last, last.facts == own {
      facts[facts.count - 1].end += 1
    } else {
      facts.append((ends.count, own))
    }
  }
}

/// Makes pieces until a few lie ready.
private final class LineMaker: Sendable {
  private struct State {
    var pieces: [LinePiece] = []
    var isUnwanted = false
  }

  private let source: any CaseWalkSource
  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let ready = DispatchSemaphore(value: 0)

  init(_ source: any CaseWalkSource) {
    self.source = source
    // Signalled, as a semaphore must not end below the value that it began with.
    for _ in 0..<4 { room.signal() }
  }

  /// On a thread that is not Swift's or Dispatch's: who takes the pieces may block one of those, of which there are few.
  func start() -> Bool {
    var thread = pthread_t()
    let own = unsafe Unmanaged.passRetained(self)
    let code = unsafe pthread_create(
      &thread, nil,
      { maker in
        unsafe Unmanaged<LineMaker>.fromOpaque(maker!).takeRetainedValue().make()
        return nil
      }, own.toOpaque())
    if code == 0 { pthread_detach(thread) } else { unsafe own.release() }
    return code == 0
  }

  private func make() {
    var piece = LinePiece()
    do {
      var walk = try source.walk()
      while try walk.next() {
        try piece.add(&walk)
        guard piece.isFull else { continue }
        guard put(piece) else { return }
        piece = LinePiece(isFirst: false)
      }
    } catch {
      piece.failure = error
    }
    piece.isLast = true
    _ = put(piece)
  }

  /// `false` when nobody wants it.
  private func put(_ piece: LinePiece) -> Bool {
    room.wait()
    defer { ready.signal() }
    return state.withLock { state in
      if !state.isUnwanted { state.pieces.append(piece) }
      return !state.isUnwanted
    }
  }

  func take() -> LinePiece {
    ready.wait()
    defer { room.signal() }
    return state.withLock { $0.pieces.removeFirst() }
  }

  func stop() {
    state.withLock { $0 = State(isUnwanted: true) }
    room.signal()
  }
}

/// Ends the making with the walk, wherever that ends.
private final class MakerEnd: Sendable {
  let maker: LineMaker

  init(maker: LineMaker) { self.maker = maker }

  deinit { maker.stop() }
}
