// A local HTTP server that costs little: it lets a benchmark see what a client costs.
#pragma once
#include <sys/types.h>

#include "TimedServer.h"

typedef struct {
  pid_t process;
  int port;
} BenchServer;

/// Starts the server as a child process on a free port of 127.0.0.1; `process` is -1 when it cannot be.
///
/// It answers a request whose body holds "streaming" with 200 events of a workflow, each in a chunk and a
/// write of its own, and any other with a blocking workflow run of about 400 bytes.
BenchServer bench_server_start(void);

/// Ends the child process.
void bench_server_stop(BenchServer server);
