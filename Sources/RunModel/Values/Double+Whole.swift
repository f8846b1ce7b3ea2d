extension Double {
  /// The nearest whole number that fits; 0 of what is no number. For figures of documents that come from outside.
  package var wholeClamped: Int64 {
    if isNaN { return 0 }
    return Int64(exactly: rounded()) ?? (self < 0 ? .min : .max)
  }
}
