#include <stddef.h>
#include <stdint.h>

// libFuzzer as a library: runs the callback with inputs until its flags say enough; gives the exit code.
// The toolchain has the library (`-sanitize=fuzzer`) but no header of it.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *bytes, size_t count));
