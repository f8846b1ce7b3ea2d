#define _GNU_SOURCE
#include "BenchServer.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "Answers.h"

enum { max_connections = 4096, request_limit = 64 * 1024 };

typedef struct {
  int socket;
  size_t filled;
  int next_event;  // -1: no stream is under way
  char request[request_limit];
} Connection;

static Connection *connections[max_connections];
static int streaming[max_connections], streams;

static void say(Connection *connection, Text text) {
  // Answers are small and clients read them: what does not fit in the socket's buffer is a broken run.
  if (send(connection->socket, text.bytes, text.length, MSG_NOSIGNAL) != (ssize_t)text.length)
    shutdown(connection->socket, SHUT_RDWR);
}

static void answer(Connection *connection, const char *body) {
  if (!strstr(body, "streaming")) return say(connection, blocking_answer());
  say(connection, stream_head());
  connection->next_event = 0;
  streaming[streams++] = connection->socket;
}

/// Where the body begins when the request is whole; `NULL` when more has to come.
static char *whole_request(Connection *connection) {
  connection->request[connection->filled] = 0;
  char *end = strstr(connection->request, "\r\n\r\n");
  if (!end) return NULL;
  const char *length = strcasestr(connection->request, "content-length:");
  size_t wanted = length && length < end ? strtoul(length + 15, NULL, 10) : 0;
  char *body = end + 4;
  return connection->filled - (size_t)(body - connection->request) >= wanted ? body : NULL;
}

static void drop(Connection *connection) {
  for (int index = 0; index < streams; index++)
    if (streaming[index] == connection->socket) streaming[index--] = streaming[--streams];
  connections[connection->socket] = NULL;
  close(connection->socket);
  free(connection);
}

static void take(Connection *connection) {
  size_t room = request_limit - 1 - connection->filled;
  ssize_t count = recv(connection->socket, connection->request + connection->filled, room, 0);
  if (count <= 0) return drop(connection);
  connection->filled += (size_t)count;
  const char *body = whole_request(connection);
  if (!body) return;
  connection->filled = 0;
  answer(connection, body);
}

static void welcome(int listener, int epoll) {
  int socket = accept(listener, NULL, NULL), yes = 1;
  if (socket < 0) return;
  Connection *connection = socket < max_connections ? malloc(sizeof *connection) : NULL;
  if (!connection) {
    close(socket);
    return;
  }
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  connection->socket = socket;
  connection->filled = 0;
  connection->next_event = -1;
  connections[socket] = connection;
  struct epoll_event event = {.events = EPOLLIN, .data = {.fd = socket}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

/// Every stream says one event.
static void go_on_with_streams(void) {
  for (int index = 0; index < streams; index++) {
    Connection *connection = connections[streaming[index]];
    say(connection, stream_chunk(connection->next_event++));
    if (connection->next_event < events_in_stream) continue;
    connection->next_event = -1;
    streaming[index--] = streaming[--streams];
  }
}

static void serve(int listener) {
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event ready[256], event = {.events = EPOLLIN, .data = {.fd = listener}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  while (1) {
    int count = epoll_wait(epoll, ready, 256, streams ? 0 : -1);
    for (int index = 0; index < count; index++) {
      int socket = ready[index].data.fd;
      if (socket == listener)
        welcome(listener, epoll);
      else
        take(connections[socket]);
    }
    go_on_with_streams();
  }
}

static int listen_on_loopback(int *port) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t length = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) != 0) return -1;
  if (listen(listener, 1024) != 0) return -1;
  getsockname(listener, (struct sockaddr *)&address, &length);
  *port = ntohs(address.sin_port);
  return listener;
}

BenchServer bench_server_start(void) {
  BenchServer server = {.process = -1};
  int listener = listen_on_loopback(&server.port);
  if (listener < 0) return server;
  prepare_answers();
  server.process = fork();
  if (server.process == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    serve(listener);
  }
  close(listener);
  return server;
}

void bench_server_stop(BenchServer server) {
  if (server.process <= 0) return;
  kill(server.process, SIGKILL);
  waitpid(server.process, NULL, 0);
}
