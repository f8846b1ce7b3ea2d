// What the server says.
#pragma once
#include <stddef.h>

enum { events_in_stream = 200 };

typedef struct {
  const char *bytes;
  size_t length;
} Text;

/// The whole answer to a blocking run.
Text blocking_answer(void);
/// The head of a streamed answer.
Text stream_head(void);
/// The chunk of one event; the last one ends the body.
Text stream_chunk(int index);
/// Writes the answers out, once.
void prepare_answers(void);
