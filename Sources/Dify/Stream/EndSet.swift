/// Terminal events that have come, without an allocation.
struct EndSet: OptionSet {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }
  init(_ name: EventName) { rawValue = 1 << UInt16(name.rawValue) }
}
