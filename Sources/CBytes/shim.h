#include <stddef.h>

// Two functions of the C library that <string.h> hides from Swift's Glibc module (they are GNU and BSD extensions).
extern void *memrchr(const void *bytes, int byte, size_t count);
extern void *memmem(const void *bytes, size_t count, const void *wanted, size_t wanted_count);
