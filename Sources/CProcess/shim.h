#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

// Swift cannot call prctl(2), which is variadic, and knows RLIMIT_CORE as two types by the C library.
static inline void rollcall_keep_memory_private(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static inline void rollcall_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }
