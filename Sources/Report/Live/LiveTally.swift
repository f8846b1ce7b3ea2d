import RunModel
import Statistics

/// What several shards of a run under way can be summed up from: counts, and latencies to about 2 %. Pure.
package struct LiveTally: Sendable, Equatable, Codable {
  /// A latency whose durations are known to the sixteenth of a histogram's bucket group: enough for a line of text.
  package struct Latency: Sendable, Equatable, Codable {
    /// Pairs of a group and how many.
    private var seen: [Int64] = []
    /// The same of those that were cut, or are under way: longer than that.
    private var cut: [Int64] = []

    package init(_ sample: CensoredSample) {
      (seen, cut) = (Self.groups(sample.observed), Self.groups(sample.censored))
    }

    package var sample: CensoredSample {
      CensoredSample(observed: Self.histogram(seen), censored: Self.histogram(cut))
    }

    private static let width = 16

    private static func groups(_ histogram: Histogram) -> [Int64] {
      var groups: [Int64] = []
      for bucket in histogram.buckets {
        let group = Int64(bucket.index / width)
        if groups.count >= 2, groups[groups.count - 2] == group {
          groups[groups.count - 1] += bucket.count
        } else {
          groups += [group, bucket.count]
        }
      }
      return groups
    }

    private static func histogram(_ groups: [Int64]) -> Histogram {
      var histogram = Histogram()
      for at in stride(from: 0, to: groups.count - 1, by: 2) {
        let index = groups[at].multipliedReportingOverflow(by: Int64(width)).partialValue
        guard (0..<Int64(BucketLayout.bucketCount)).contains(index), groups[at + 1] < 1 << 40 else {
          continue
        }
        histogram.record(BucketLayout.lowest(of: Int(index) + width / 2), count: groups[at + 1])
      }
      return histogram
    }
  }

  /// Tasks that succeeded, warm-up included; so are those below.
  package var succeeded = 0
  /// Tasks whose answer said no, or was not what was expected.
  package var failed = 0
  /// Tasks whose time was over.
  package var timeout = 0
  /// Tasks without an answer that can be read.
  package var error = 0
  /// Tasks that were not done.
  package var cancelled = 0
  /// How often each class of failure came.
  package var failures: [String: Int] = [:]
  /// Response times.
  package var response: Latency
  /// Times to first text.
  package var firstText: Latency

  package init(response: CensoredSample, firstText: CensoredSample) {
    (self.response, self.firstText) = (Latency(response), Latency(firstText))
  }

  package var total: Int { succeeded + failed + timeout + error + cancelled }
}
