// What Swift's Glibc module leaves out.
#pragma once
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timex.h>

static inline int floodgate_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }
static inline int floodgate_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
static inline int floodgate_epoll_ctl(int epoll, int operation, int descriptor, uint32_t events) {
  struct epoll_event event = {.events = events, .data = {.fd = descriptor}};
  return epoll_ctl(epoll, operation, descriptor, &event);
}
static const int floodgate_ctl_add = EPOLL_CTL_ADD;
static const int floodgate_ctl_mod = EPOLL_CTL_MOD;
static const int floodgate_ctl_del = EPOLL_CTL_DEL;
static const uint32_t floodgate_epoll_in = EPOLLIN;
static const uint32_t floodgate_epoll_out = EPOLLOUT;
static const uint32_t floodgate_epoll_err = EPOLLERR;
static const uint32_t floodgate_epoll_hup = EPOLLHUP;

/// Whether the kernel knows that something keeps its clock right.
static inline int floodgate_clock_is_synchronised(void) {
  struct timex clock = {0};
  return adjtimex(&clock) >= 0 && !(clock.status & STA_UNSYNC);
}
