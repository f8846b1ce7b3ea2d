// What the kernel knows of a TCP connection. Its own header clashes with the C library's, which lacks these fields.
#pragma once
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

enum { fg_tcp_info_option = 11, fg_bytes_acked_at = 120, fg_bytes_sent_at = 200, fg_bytes_retransmitted_at = 208 };

static inline int64_t fg_tcp_field(const char *info, int offset) {
  int64_t value;
  memcpy(&value, info + offset, sizeof value);
  return value;
}

/// Bytes that were sent and that the peer has not acknowledged; 0 before Linux 4.19, which does not say.
static inline int64_t fg_unacknowledged(int socket) {
  char info[256];
  socklen_t length = sizeof info;
  if (getsockopt(socket, IPPROTO_TCP, fg_tcp_info_option, info, &length) != 0) return 0;
  if (length < fg_bytes_retransmitted_at + 8) return 0;
  // The acknowledged bytes count the SYN as one.
  int64_t left = fg_tcp_field(info, fg_bytes_sent_at) - fg_tcp_field(info, fg_bytes_retransmitted_at) -
                 (fg_tcp_field(info, fg_bytes_acked_at) - 1);
  return left > 0 ? left : 0;
}

/// The port at this end; 0 when there is none.
static inline int fg_local_port(int socket) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  if (getsockname(socket, (struct sockaddr *)&address, &length) != 0) return 0;
  if (address.ss_family != AF_INET && address.ss_family != AF_INET6) return 0;
  return ntohs(((struct sockaddr_in *)&address)->sin_port);
}
