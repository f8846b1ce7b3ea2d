#include "BareLoop.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

/// What a handle is at, when its requests are timed.
typedef struct {
  CURL *easy;
  struct Loop *loop;
  long number;
  char body[64];
} Request;

typedef struct Loop {
  CURLM *multi;
  int epoll;
  long timeout;
  long to_send;
  int active;
  long sent;
  BareStamps *stamps;
  BareResult result;
} Loop;

static int watch(CURL *easy, curl_socket_t socket, int what, void *context, void *known) {
  Loop *loop = context;
  (void)easy;
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(loop->epoll, EPOLL_CTL_DEL, socket, NULL);
    return 0;
  }
  struct epoll_event event = {.data = {.fd = socket}};
  if (what & CURL_POLL_IN) event.events |= EPOLLIN;
  if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
  epoll_ctl(loop->epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
  curl_multi_assign(loop->multi, socket, loop);
  return 0;
}

static int set_timeout(CURLM *multi, long milliseconds, void *context) {
  (void)multi;
  ((Loop *)context)->timeout = milliseconds;
  return 0;
}

static size_t count_bytes(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  ((Loop *)context)->result.bytes += (long long)(size * count);
  return size * count;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (long long)time.tv_sec * 1000000000 + time.tv_nsec;
}

static size_t stamp_bytes(char *bytes, size_t size, size_t count, void *context) {
  Request *request = context;
  BareStamps *stamps = &request->loop->stamps[request->number];
  if (stamps->first_event == 0) stamps->first_event = now();
  return count_bytes(bytes, size, count, request->loop);
}

static void number_request(Loop *loop, CURL *easy) {
  Request *request;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&request);
  request->number = loop->sent;
  snprintf(request->body, sizeof request->body, "{\"number\":%ld}", request->number);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)strlen(request->body));
  loop->stamps[request->number].started = now();
}

static void send_next(Loop *loop, CURL *easy) {
  if (loop->to_send == 0) return;
  if (loop->stamps) number_request(loop, easy);
  loop->sent++;
  loop->to_send--;
  loop->active++;
  curl_multi_add_handle(loop->multi, easy);
}

static void take_completed(Loop *loop) {
  CURLMsg *message;
  int left;
  while ((message = curl_multi_info_read(loop->multi, &left))) {
    CURL *easy = message->easy_handle;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (message->data.result == CURLE_OK && status == 200)
      loop->result.succeeded++;
    else
      loop->result.failed++;
    curl_multi_remove_handle(loop->multi, easy);
    loop->active--;
    send_next(loop, easy);
  }
}

static void turn(Loop *loop) {
  struct epoll_event ready[256];
  int running, count = epoll_wait(loop->epoll, ready, 256, (int)loop->timeout);
  for (int index = 0; index < count; index++) {
    int flags = 0;
    if (ready[index].events & EPOLLIN) flags |= CURL_CSELECT_IN;
    if (ready[index].events & EPOLLOUT) flags |= CURL_CSELECT_OUT;
    if (ready[index].events & (EPOLLERR | EPOLLHUP)) flags |= CURL_CSELECT_ERR;
    curl_multi_socket_action(loop->multi, ready[index].data.fd, flags, &running);
  }
  if (count == 0 || loop->timeout == 0) {
    loop->timeout = -1;
    curl_multi_socket_action(loop->multi, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  take_completed(loop);
}

static CURL *make_easy(Loop *loop, const BareLoad *load, struct curl_slist *headers) {
  CURL *easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_URL, load->url);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "floodgate");
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)strlen(load->body));
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, load->body);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, count_bytes);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, loop);
  return easy;
}

static void make_multi(Loop *loop, int concurrency) {
  loop->multi = curl_multi_init();
  curl_multi_setopt(loop->multi, CURLMOPT_SOCKETFUNCTION, watch);
  curl_multi_setopt(loop->multi, CURLMOPT_SOCKETDATA, loop);
  curl_multi_setopt(loop->multi, CURLMOPT_TIMERFUNCTION, set_timeout);
  curl_multi_setopt(loop->multi, CURLMOPT_TIMERDATA, loop);
  curl_multi_setopt(loop->multi, CURLMOPT_MAXCONNECTS, 2L * concurrency);
}

static void time_requests(CURL *easy, Loop *loop) {
  Request *request = calloc(1, sizeof *request);
  *request = (Request){.easy = easy, .loop = loop};
  curl_easy_setopt(easy, CURLOPT_PRIVATE, request);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, stamp_bytes);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, request);
}

static void end(Loop *loop, CURL *easy) {
  if (loop->stamps) {
    void *request;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&request);
    free(request);
  }
  curl_easy_cleanup(easy);
}

BareResult bare_loop_run_timed(BareLoad load, BareStamps *stamps) {
  Loop loop = {
      .epoll = epoll_create1(EPOLL_CLOEXEC), .timeout = -1, .to_send = load.requests, .stamps = stamps};
  make_multi(&loop, load.concurrency);
  struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
  headers = curl_slist_append(headers, "Authorization: Bearer app-benchmark");
  CURL **handles = calloc((size_t)load.concurrency, sizeof *handles);
  for (int index = 0; index < load.concurrency; index++) {
    handles[index] = make_easy(&loop, &load, headers);
    if (stamps) time_requests(handles[index], &loop);
    send_next(&loop, handles[index]);
  }
  while (loop.active > 0) turn(&loop);
  for (int index = 0; index < load.concurrency; index++) end(&loop, handles[index]);
  free(handles);
  curl_multi_cleanup(loop.multi);
  curl_slist_free_all(headers);
  close(loop.epoll);
  return loop.result;
}

BareResult bare_loop_run(BareLoad load) { return bare_loop_run_timed(load, NULL); }
