// The least that a load generator over libcurl can cost: its multi interface on epoll, and nothing else.
#pragma once

typedef struct {
  const char *url;
  const char *body;
  long requests;
  int concurrency;
} BareLoad;

typedef struct {
  long succeeded;
  long failed;
  long long bytes;
} BareResult;

/// Posts `body` to `url` so often, so many at a time, over kept connections; on this thread.
BareResult bare_loop_run(BareLoad load);

/// What the loop saw of a request, nanoseconds of CLOCK_MONOTONIC; 0 for what did not happen.
typedef struct {
  /// It was handed to libcurl.
  long long started;
  /// The first bytes of the answer's body came.
  long long first_event;
} BareStamps;

/// As `bare_loop_run`, with a body of {"number":N} for the N-th request, from 0 on, and its stamps kept.
BareResult bare_loop_run_timed(BareLoad load, BareStamps *stamps);
