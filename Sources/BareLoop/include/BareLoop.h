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
