#define _GNU_SOURCE
#include "TimedServer.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "Answers.h"

enum { request_limit = 2048, ring_size = 1 << 20 };

typedef struct {
  int socket;
  size_t filled;
  int number;
  int next_event;
  char request[request_limit];
} Connection;

/// Streams that wait for their next event. All of one queue wait equally long: they are due in their order.
typedef struct {
  struct {
    Connection *connection;
    int64_t due;
  } *entries;
  unsigned first, end;
} Queue;

typedef struct {
  int epoll;
  int64_t first, gap;
  int events;
  TimedLog *log;
  Queue beginning, going_on;
} Server;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void add(Queue *queue, Connection *connection, int64_t due) {
  queue->entries[queue->end % ring_size].connection = connection;
  queue->entries[queue->end++ % ring_size].due = due;
}

static int64_t next_due(const Queue *queue) {
  return queue->first == queue->end ? INT64_MAX : queue->entries[queue->first % ring_size].due;
}

static void say(Connection *connection, Text text) {
  if (send(connection->socket, text.bytes, text.length, MSG_NOSIGNAL) != (ssize_t)text.length)
    shutdown(connection->socket, SHUT_RDWR);
}

static void say_next_event(Server *server, Connection *connection, int64_t due) {
  int event = connection->next_event++;
  // Of the stream's 200 events its first ones and its last one.
  int last = event == server->events - 1;
  if (event < timed_events) server->log[connection->number].writes[event] = now();
  say(connection, stream_chunk(last ? events_in_stream - 1 : event + 1));
  if (!last) add(&server->going_on, connection, due + server->gap);
}

static void say_what_is_due(Server *server, Queue *queue) {
  while (next_due(queue) <= now()) {
    unsigned place = queue->first++ % ring_size;
    say_next_event(server, queue->entries[place].connection, queue->entries[place].due);
  }
}

static int is_whole(Connection *connection) {
  connection->request[connection->filled] = 0;
  char *end = strstr(connection->request, "\r\n\r\n");
  if (!end) return 0;
  const char *length = strcasestr(connection->request, "content-length:");
  size_t wanted = length && length < end ? strtoul(length + 15, NULL, 10) : 0;
  return connection->filled - (size_t)(end + 4 - connection->request) >= wanted;
}

static void begin(Server *server, Connection *connection) {
  int64_t arrival = now();
  const char *number = strstr(connection->request, "\"number\":");
  connection->filled = 0;
  connection->number = number ? atoi(number + 9) % timed_requests : 0;
  connection->next_event = 0;
  server->log[connection->number].arrival = arrival;
  say(connection, stream_head());
  add(&server->beginning, connection, arrival + server->first);
}

/// A connection that ends is left to the process's end: a stream may still point to it.
static void take(Server *server, Connection *connection) {
  size_t room = request_limit - 1 - connection->filled;
  ssize_t count = recv(connection->socket, connection->request + connection->filled, room, 0);
  if (count <= 0) {
    epoll_ctl(server->epoll, EPOLL_CTL_DEL, connection->socket, NULL);
    return;
  }
  connection->filled += (size_t)count;
  if (is_whole(connection)) begin(server, connection);
}

static void welcome(Server *server, int listener) {
  int socket, yes = 1;
  while ((socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    Connection *connection = calloc(1, sizeof *connection);
    connection->socket = socket;
    struct epoll_event event = {.events = EPOLLIN, .data = {.ptr = connection}};
    epoll_ctl(server->epoll, EPOLL_CTL_ADD, socket, &event);
  }
}

static void wait_for_next(Server *server, struct epoll_event *ready, int *count) {
  int64_t due = next_due(&server->beginning), other = next_due(&server->going_on), wait;
  if (other < due) due = other;
  wait = due == INT64_MAX ? 1000000000 : due - now();
  if (wait < 0) wait = 0;
  struct timespec time = {.tv_sec = wait / 1000000000, .tv_nsec = wait % 1000000000};
  *count = epoll_pwait2(server->epoll, ready, 256, &time, NULL);
}

static void serve(Server *server, int listener) {
  struct epoll_event ready[256], event = {.events = EPOLLIN};
  server->epoll = epoll_create1(EPOLL_CLOEXEC);
  epoll_ctl(server->epoll, EPOLL_CTL_ADD, listener, &event);
  server->beginning.entries = calloc(ring_size, sizeof *server->beginning.entries);
  server->going_on.entries = calloc(ring_size, sizeof *server->going_on.entries);
  while (1) {
    int count;
    wait_for_next(server, ready, &count);
    for (int index = 0; index < count; index++) {
      if (ready[index].data.ptr)
        take(server, ready[index].data.ptr);
      else
        welcome(server, listener);
      // Events that are due do not wait for a wave of requests.
      if (index % 16 == 15) say_what_is_due(server, &server->going_on);
    }
    say_what_is_due(server, &server->beginning);
    say_what_is_due(server, &server->going_on);
  }
}

static int listen_on_loopback(int *port) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t length = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) != 0) return -1;
  if (listen(listener, 16384) != 0) return -1;
  getsockname(listener, (struct sockaddr *)&address, &length);
  *port = ntohs(address.sin_port);
  return listener;
}

TimedServer timed_server_start(int64_t first, int64_t gap, int events) {
  TimedServer server = {.process = -1};
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  int listener = listen_on_loopback(&server.port);
  if (listener < 0) return server;
  prepare_answers();
  server.log = mmap(
      NULL, timed_requests * sizeof(TimedLog), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  server.process = fork();
  if (server.process == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    Server child = {.first = first, .gap = gap, .events = events, .log = server.log};
    serve(&child, listener);
  }
  close(listener);
  return server;
}

void timed_server_stop(TimedServer server) {
  if (server.process <= 0) return;
  kill(server.process, SIGKILL);
  waitpid(server.process, NULL, 0);
  munmap(server.log, timed_requests * sizeof(TimedLog));
}
