#pragma once

/// The git commit that the program was built from, as `FLOODGATE_COMMIT` told the build; empty when nobody did.
const char *floodgate_commit(void);
