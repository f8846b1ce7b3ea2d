/// The version of floodgate.
public let floodgateVersion = "0.1.0"
