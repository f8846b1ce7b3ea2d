internal import CLinux
import Glibc
import Report

/// Reads a machine's facts from the system's files, which lie below `root`.
struct MachineReader {
  var root = ""

  /// All but what takes time to see.
  func facts() -> MachineFacts {
    var facts = MachineFacts()
    facts.openFiles = FileLimit.highest
    facts.ports = ports
    facts.cores = cores ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    facts.quota = quota
    facts.frequency =
      number("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq").map { $0 / 1000 } ?? megahertz
    facts.highestFrequency = number("/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq").map { $0 / 1000 }
    facts.governor = word("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    facts.clockSource = word("/sys/devices/system/clocksource/clocksource0/current_clocksource")
    facts.isSynchronised = floodgate_clock_is_synchronised() != 0
    return facts
  }

  var ticks: CoreTicks? { text("/proc/stat").flatMap(CoreTicks.init) }

  private var ports: ClosedRange<Int>? {
    let ends = numbers("/proc/sys/net/ipv4/ip_local_port_range")
    guard ends.count == 2, ends[0] <= ends[1] else { return nil }
    return Int(ends[0])...Int(ends[1])
  }

  /// `50000 100000` is half a core, `max 100000` no limit; the older form has two files.
  private var quota: Double? {
    let new = numbers("/sys/fs/cgroup/cpu.max")
    if new.count == 2, new[1] > 0 { return new[0] / new[1] }
    guard let share = number("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"), share > 0,
      let period = number("/sys/fs/cgroup/cpu/cpu.cfs_period_us"), period > 0
    else { return nil }
    return share / period
  }

  /// `cpu MHz : 2245.780`
  private var megahertz: Double? {
    let line = text("/proc/cpuinfo")?.split(separator: "\n").first { $0.hasPrefix("cpu MHz") }
    return line?.split(separator: " ").last.flatMap { Double($0) }
  }

  /// `Cpus_allowed_list: 0-1,4` are three cores.
  private var cores: Int? {
    let line = text("/proc/self/status")?.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
    let spans = line?.dropFirst(18).split(separator: ",").map { span in
      span.split(separator: "-").compactMap { Int($0.filter(\.isNumber)) }
    }
    guard let spans, spans.allSatisfy({ !$0.isEmpty && $0[0] <= $0[$0.count - 1] }) else { return nil }
    return spans.reduce(0) { $0 + $1[$1.count - 1] - $1[0] + 1 }
  }

  private func number(_ path: String) -> Double? { numbers(path).first }

  private func numbers(_ path: String) -> [Double] {
    (text(path) ?? "").split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
  }

  private func word(_ path: String) -> String? {
    text(path)?.split(whereSeparator: \.isWhitespace).first.map(String.init)
  }

  private func text(_ path: String) -> String? {
    (try? ReportFile.readBytes(root + path, limit: 4 << 20)).map { String(decoding: $0, as: UTF8.self) }
  }
}
