// A local server whose streams follow a plan, and that logs what it really did: it lets a benchmark see how far a
// client's figures are from the truth. Its clock is CLOCK_MONOTONIC, the client's.
#pragma once
#include <stdint.h>
#include <sys/types.h>

enum { timed_events = 20, timed_requests = 65536 };

/// What happened to a request, nanoseconds; 0 for what did not.
typedef struct {
  /// The last byte of the request was read.
  int64_t arrival;
  /// Each of the first events was about to be written.
  int64_t writes[timed_events];
} TimedLog;

typedef struct {
  pid_t process;
  int port;
  /// By the number of the request, which its body holds as "number":N.
  TimedLog *log;
} TimedServer;

/// Starts the server as a child process on a free port of 127.0.0.1; `process` is -1 when it cannot be.
///
/// A stream has so many `events`, at most 200: the first comes `first` nanoseconds after its request, the others `gap`
/// nanoseconds one after the other, each in a chunk and a write of its own.
TimedServer timed_server_start(int64_t first, int64_t gap, int events);

/// Ends the child process and frees its log.
void timed_server_stop(TimedServer server);
