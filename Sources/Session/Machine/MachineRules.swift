import RunModel

/// What a machine's facts mean for a load. Pure.
package struct MachineRules {
  let facts: MachineFacts
  let floor: MachineFloor
  /// Tasks at once that a scenario wants; `nil` without one.
  let wanted: Int?

  package init(_ machine: Calibration.Machine, wanted: Int? = nil) {
    (facts, floor, self.wanted) = (machine.facts, machine.floor, wanted)
  }

  package var findings: [Finding] {
    [openFiles, ports, cores, others, frequency, steal, clock, firstText, rate, streams].compactMap(\.self)
  }

  /// A task has one connection, and what else is open needs some.
  private var room: Int { (wanted ?? 1000) + 64 }
  private var purpose: String { wanted.map { "the scenario's \($0) tasks at once" } ?? "1 000 tasks at once" }

  /// Whether there are as many of something as tasks at once need.
  private func enough(_ count: Int, _ subject: String, _ words: String, do advice: String) -> Finding {
    guard count < room else { return Finding(.fine, subject, words) }
    return Finding(
      wanted == nil ? .note : .problem, subject, "\(words), too few for \(purpose)", do: advice)
  }

  private var openFiles: Finding {
    enough(
      facts.openFiles, "open files", "\(Figures.count(facts.openFiles)) may be open",
      do:
        "raise it where floodgate is started: 'ulimit -n 65536', LimitNOFILE= of a service, --ulimit nofile= of a container"
    )
  }

  private var ports: Finding? {
    guard let ports = facts.ports else { return nil }
    let words = "\(Figures.count(ports.count)) local ports (\(ports.lowerBound) to \(ports.upperBound))"
    return enough(
      ports.count, "ports", words,
      do:
        "sysctl -w net.ipv4.ip_local_port_range='1024 65535'; connections that are kept (the default) need fewer"
    )
  }

  private var cores: Finding {
    let words = "\(facts.cores) \(facts.cores == 1 ? "core" : "cores")"
    if let quota = facts.quota, quota < 1 {
      return Finding(
        .problem, "cores", "\(words), of which a container's limit leaves \(Figures.number(quota))",
        do:
          "give the container a whole core: a limit stops floodgate in the midst of its work, and times grow by up to 100 ms"
      )
    }
    if facts.cores == 1 {
      return Finding(
        .note, "cores", words,
        do:
          "one core is enough for a load of its own; an embedded stand-in, or a Dify on this machine, would share it"
      )
    }
    return Finding(.fine, "cores", words)
  }

  private var others: Finding? {
    guard let busy = facts.busy else { return nil }
    let words = "\(Figures.percent(busy)) of the cores' time was used by other programs"
    guard busy > 0.2 else { return Finding(.fine, "others", words) }
    return Finding(
      busy > 0.6 ? .problem : .note, "others", words,
      do: "end them (see top), or measure elsewhere: what they take is missing here, and in every figure")
  }

  private var frequency: Finding? {
    guard let now = facts.frequency else { return nil }
    let words =
      "\(Figures.fixed(now, 0)) MHz" + (facts.highestFrequency.map { " of \(Figures.fixed($0, 0))" } ?? "")
    let isSaving = facts.governor == "powersave" || facts.governor == "conservative"
    guard isSaving, let most = facts.highestFrequency, now < 0.7 * most else {
      return Finding(.fine, "frequency", words)
    }
    return Finding(
      .note, "frequency", "\(words), chosen by '\(facts.governor ?? "")'",
      do: "cpupower frequency-set -g performance, so that a light load is not measured on a slow core")
  }

  private var steal: Finding? {
    guard let steal = facts.steal else { return nil }
    let words = "\(Figures.percent(steal)) of the cores' time went to other guests of the host"
    if steal < 0.02 { return Finding(.fine, "steal", words) }
    return Finding(
      steal > 0.1 ? .problem : .note, "steal", words,
      do:
        "use a machine with cores of its own, or measure when the host is quiet: stolen time is in every figure"
    )
  }

  private var clock: Finding {
    let source = facts.clockSource ?? "unknown source"
    if let name = facts.clockSource, ["hpet", "acpi_pm", "jiffies", "refined-jiffies"].contains(name) {
      return Finding(
        .note, "clock", "read from '\(name)', which takes a system call each time",
        do: "boot with clocksource=tsc (or kvm-clock in a guest) where the processor's counter is steady")
    }
    if facts.isSynchronised == false {
      return Finding(
        .note, "clock", "\(source); nothing keeps it right",
        do:
          "start chrony or systemd-timesyncd when runs of several machines are put side by side; durations do not depend on it"
      )
    }
    return Finding(.fine, "clock", "\(source), kept right")
  }
}
