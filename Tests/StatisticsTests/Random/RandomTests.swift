import Foundation
import Statistics
import Testing

@Suite struct RandomTests {
  @Test func sameSeedSameNumbers() {
    var left = SeededGenerator(seed: 5)
    var right = SeededGenerator(seed: 5)
    var other = SeededGenerator(seed: 6)
    let numbers = (0..<100).map { _ in left.next() }
    #expect(numbers == (0..<100).map { _ in right.next() })
    #expect(numbers != (0..<100).map { _ in other.next() })
  }

  @Test func streamsDiffer() {
    var seen: Set<UInt64> = []
    for task in 0..<100 as Range<UInt64> {
      for attempt in 0..<10 as Range<UInt64> {
        var generator = SeededGenerator(seed: 1, stream: task, attempt)
        seen.insert(generator.next())
      }
    }
    #expect(seen.count == 1000)
  }

  @Test func momentsAreRight() {
    var generator = SeededGenerator(seed: 11)
    let n = 20_000
    func mean(_ draw: () -> Double) -> Double { (0..<n).reduce(0.0) { sum, _ in sum + draw() } / Double(n) }
    #expect(abs(mean { generator.uniform(2, 4) } - 3) < 0.02)
    #expect(abs(mean { generator.exponential(mean: 3) } - 3) < 0.1)
    #expect(abs(mean { generator.normal(mean: 1, standardDeviation: 2) } - 1) < 0.06)
    #expect(abs(mean { generator.logNormal(median: 1, sigma: 0.5) } - exp(0.125)) < 0.03)
    #expect(abs(mean { Double(generator.weightedIndex([1, 0, 3])!) } - 1.5) < 0.03)
    #expect(generator.weightedIndex([0, -1]) == nil)
  }

  @Test func drawsFromAHistogram() {
    let histogram = HistogramTests.histogram([10, 10, 10, 1_000_000])
    var generator = SeededGenerator(seed: 2)
    let draws = (0..<4000).map { _ in generator.draw(from: histogram) }
    #expect(abs(Double(draws.count { $0 == 10 }) / 4000 - 0.75) < 0.03)
    #expect(draws.allSatisfy { $0 == 10 || abs($0 - 1_000_000) < 1000 })
  }

  @Test(arguments: [1, 2, 3, 10, 100, 1000, 4097] as [UInt64]) func permutationsMeetEachElementOnce(
    count: UInt64
  ) {
    let order = Permutation(count: count, seed: 42)
    let elements = (0..<count).map { order[$0] }
    #expect(Set(elements) == Set(0..<count))
    if count > 50 { #expect(elements != elements.sorted()) }
  }

  /// Vectors of FIPS 180-4 and NIST's examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 10_000),
      "27dd1f61b867b6a0f6e9d8a41c43231de52107e53ae424de8f847b821db4b711"
    ),
  ]) func sha256(text: String, digest: String) { #expect(SHA256.hexadecimal(Array(text.utf8)) == digest) }

  // python3: hashlib.sha256(bytes(i % 256 for i in range(n))).hexdigest()
  @Test(arguments: [SHA256Compression.portable, .fastest]) func sha256InPieces(compression: SHA256Compression)
  {
    let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    for (count, digest) in [
      (55, "463eb28e72f82e0a96c0a4cc53690c571281131f672aa229e0d45ae59b598b59"),
      (56, "da2ae4d6b36748f2a318f23e7ab1dfdf45acdc9d049bd80e59de82a60895f562"),
      (64, "fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108"),
      (119, "da18797ed7c3a777f0847f429724a2d8cd5138e6ed2895c3fa1a6d39d18f7ec6"),
      (1000, "a8af099bf2e878609558dbf69d8f88f4a31040a8cf84b549a0cfa912f12ffc3f"),
    ] {
      for step in [1, 7, 63, 64, 65, 1000] {
        var hash = SHA256(compression: compression)
        for start in stride(from: 0, to: count, by: step) {
          hash.update(Array(message[start..<min(count, start + step)]))
        }
        var short = hash
        #expect(SHA256.hexadecimal(digest: hash.finish()) == digest, "\(count) by \(step)")
        #expect(String(short.finishShort(), radix: 16) == digest.prefix(16), "\(count) by \(step)")
      }
    }
  }
}
