import RunModel

/// Which published version of a workflow a request asks for; without one it is the current.
enum PublishedVersion {
  /// The case's own `workflow`, when it is the id of a version (a UUID) and no name, else the target's.
  static func of(_ workflowID: String, _ target: TargetSpecification) -> String? {
    isID(workflowID) ? workflowID : target.workflowVersion
  }

  private static func isID(_ text: String) -> Bool {
    // Asked of each request: most are names.
    guard text.utf8.count == 36 else { return false }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(isHexadecimal) }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
