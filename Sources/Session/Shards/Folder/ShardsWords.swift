import FoundationEssentials
import Report
import RunModel

/// What the shards of a run say to each other and to who started them: small files in the shared folder, each of which is
/// written once.
package struct ShardsWords: Sendable {
  package let folder: String
  /// A folder of its own, so that it is cheap to look for a stop often.
  var stops: String { folder + "/stops" }

  /// A shard is ready to send.
  struct Ready: Sendable, Codable {
    var shard: Int
    var host: String
    var clock: ClockOffset
  }

  /// When the load begins, or why it does not.
  struct Begin: Sendable, Codable, Equatable {
    /// Seconds since 1970 by the shared folder's clock; `nil` when nothing is to be sent.
    var at: Double?
    var why: String?
  }

  /// The run is to end.
  struct Stop: Sendable, Codable, Equatable {
    var reason: StopReason
    /// The shard that ended it; `nil` for whoever started the run.
    var shard: Int?
  }

  func say(_ ready: Ready) throws { try write(ready, "ready-\(ready.shard).json") }

  /// When a shard's load began, seconds since 1970 by the shared folder's clock.
  func say(began instant: Double, shard: Int) throws { try write(instant, "began-\(shard).json") }

  /// The first who says it is right; returns what holds.
  @discardableResult
  func decide(_ begin: Begin) throws -> Begin {
    try OnlyOnce.write(CanonicalEncoder.bytes(of: begin), to: folder + "/begin.json")
    return self.begin() ?? begin
  }

  /// What was decided; `nil` before it was.
  func begin() -> Begin? {
    guard names(folder).contains("begin.json") else { return nil }
    return read(folder + "/begin.json")
  }

  /// Asks all shards to end: to drain, or to abort. The first reason is the one that counts.
  func stop(_ stop: Stop, aborts: Bool = false) throws {
    let bytes = try CanonicalEncoder.bytes(of: stop)
    try OnlyOnce.write(bytes, to: stops + "/drain.json")
    if aborts { try OnlyOnce.write(bytes, to: stops + "/abort.json") }
  }

  /// What was asked for; `nil` while nothing was. A list is read, since systems that share folders keep for seconds that
  /// a file is not there.
  func stop() -> (stop: Stop, aborts: Bool)? {
    let names = names(stops)
    guard names.contains("drain.json"), let stop: Stop = read(stops + "/drain.json") else { return nil }
    return (stop, names.contains("abort.json"))
  }

  /// The shards that are ready, by number.
  func ready() -> Set<Int> { Set(numbers("ready-")) }

  /// What they said when they were.
  func readyWords() -> [Ready] { numbers("ready-").compactMap { read(folder + "/ready-\($0).json") } }

  /// When each began.
  func began() -> [Double] { numbers("began-").compactMap { read(folder + "/began-\($0).json") } }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func numbers(_ start: String) -> [Int] {
    names(folder).compactMap {
      $0.hasPrefix(start) && $0.hasSuffix(".json") ? Int($0.dropFirst(start.count).dropLast(5)) : nil
    }.sorted()
  }

  private func names(_ folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func write(_ value: some Encodable, _ name: String) throws {
    try ReportFile.writeBytes(CanonicalEncoder.bytes(of: value), to: folder + "/" + name, durable: false)
  }

  private func read<Value: Decodable>(_ path: String) -> Value? {
    (try? ReportFile.readBytes(path, limit: 1 << 16)).flatMap {
      try? DocumentDecoder.decode(Value.self, from: $0)
    }
  }
}
