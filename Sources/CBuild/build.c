#include "CBuild.h"

const char *floodgate_commit(void) { return FLOODGATE_COMMIT; }
