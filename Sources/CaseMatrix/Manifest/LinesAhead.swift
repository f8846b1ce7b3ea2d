import Dispatch
import RunModel
import Synchronization

/// A walk whose lines a thread of its own makes ahead, while those before them are hashed and written.
struct LinesAhead: CaseWalk {
  private let maker: LineMaker
  private let end: MakerEnd
  private var piece = LinePiece()
  private var position = 0

  init(_ source: any CaseWalkSource) {
    let maker = LineMaker()
    (self.maker, end) = (maker, MakerEnd(maker: maker))
    DispatchQueue.global().async { maker.make(of: source) }
  }

  mutating func next() throws -> Bool {
    position += 1
    while position >= piece.cases.count {
      if let failure = piece.failure { throw failure }
      if piece.isLast { return false }
      (piece, position) = (maker.take(), 0)
    }
    return true
  }

  func line() -> [UInt8] { piece.cases[position].line }
  func facts() -> CaseFacts { piece.cases[position].facts }
  func testCase() throws -> TestCase { try CaseReader.testCase(line().dropLast()) }
  func id() throws -> String { try testCase().id }
}

/// Some lines in a row.
private struct LinePiece {
  var cases: [(line: [UInt8], facts: CaseFacts)] = []
  var isLast = false
  /// What ended the walk after them.
  var failure: (any Error)?
}

/// Makes pieces until a few lie ready.
private final class LineMaker: Sendable {
  private struct State {
    var pieces: [LinePiece] = []
    var isUnwanted = false
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let ready = DispatchSemaphore(value: 0)

  /// Bytes after which a piece is handed over.
  private static let pieceSize = 1 << 16

  init() {
    // Signalled, as a semaphore must not end below the value that it began with.
    for _ in 0..<4 { room.signal() }
  }

  func make(of source: any CaseWalkSource) {
    do {
      var walk = try source.walk()
      while try add(from: &walk) {}
    } catch {
      put(LinePiece(isLast: true, failure: error))
    }
  }

  /// Puts the next piece, with what came before a failure. `false` after the last.
  private func add(from walk: inout any CaseWalk) throws -> Bool {
    var piece = LinePiece()
    var size = 0
    do {
      while size < Self.pieceSize {
        guard try walk.next() else {
          piece.isLast = true
          break
        }
        let line = try walk.line()
        size += line.count
        piece.cases.append((line, try walk.facts()))
      }
    } catch {
      (piece.failure, piece.isLast) = (error, true)
    }
    return put(piece) && !piece.isLast
  }

  /// `false` when nobody wants it.
  @discardableResult
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
