extension JSONValue {
  /// As JSON, in its one form (``CanonicalJSON``).
  package var canonicalText: String { String(decoding: CanonicalJSON.bytes(of: self), as: UTF8.self) }

  /// A text as it is, anything else as JSON.
  package var plainText: String { stringValue ?? canonicalText }
}
