import CCurl

/// One cache of looked up names for all multi handles of a transport: without it each user that has a handle of
/// its own would ask again. It needs no locks, for all of them live on one thread.
final class SharedNames {
  private let share = curl_share_init()

  init() {
    if let share { fg_share_names(share) }
  }

  /// Makes an easy handle use the cache, which must outlive it.
  func serve(_ easy: UnsafeMutableRawPointer) { fg_set_pointer(easy, CURLOPT_SHARE, share) }

  deinit { curl_share_cleanup(share) }
}
