#define _GNU_SOURCE
#include "Answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char run[] =
    "\"workflow_run_id\": \"5f1f7c3e-0f5b-4a8e-9d5c-3a1b2c4d5e6f\", \"task_id\": "
    "\"0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9\"";
static const char finished[] =
    "{\"id\": \"5f1f7c3e-0f5b-4a8e-9d5c-3a1b2c4d5e6f\", \"workflow_id\": "
    "\"7d8e9f00-1a2b-4c3d-8e4f-5a6b7c8d9e0f\", \"status\": \"succeeded\", \"outputs\": {\"answer\": \"ok\"}, "
    "\"error\": null, \"elapsed_time\": 0.012, \"total_tokens\": 12, \"total_steps\": 3, \"created_at\": "
    "1732442400, \"finished_at\": 1732442400}";

static char blocking[2048];
static Text chunks[events_in_stream];

static void print_event(char *out, size_t size, int index) {
  if (index == 0)
    snprintf(out, size, "data: {\"event\": \"workflow_started\", %s, \"data\": {}}\n\n", run);
  else if (index == events_in_stream - 1)
    snprintf(out, size, "data: {\"event\": \"workflow_finished\", %s, \"data\": %s}\n\n", run, finished);
  else
    snprintf(
        out, size,
        "data: {\"event\": \"text_chunk\", %s, \"data\": {\"text\": \" w%d\", \"from_variable_selector\": "
        "[\"llm\", \"text\"]}}\n\n",
        run, index);
}

static Text make_chunk(int index) {
  char event[1024], chunk[1100];
  print_event(event, sizeof event, index);
  const char *end = index == events_in_stream - 1 ? "0\r\n\r\n" : "";
  int length = snprintf(chunk, sizeof chunk, "%zx\r\n%s\r\n%s", strlen(event), event, end);
  return (Text){strdup(chunk), (size_t)length};
}

void prepare_answers(void) {
  char body[1024];
  snprintf(body, sizeof body, "{%s, \"data\": %s}", run, finished);
  snprintf(
      blocking, sizeof blocking,
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen(body), body);
  for (int index = 0; index < events_in_stream; index++) chunks[index] = make_chunk(index);
}

Text blocking_answer(void) { return (Text){blocking, strlen(blocking)}; }

Text stream_head(void) {
  static const char head[] =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n";
  return (Text){head, sizeof head - 1};
}

Text stream_chunk(int index) { return chunks[index]; }
