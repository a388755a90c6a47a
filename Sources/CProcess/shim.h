#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Swift cannot call prctl(2), which is variadic, and knows RLIMIT_CORE as two types by the C library.
static inline void rollcall_keep_memory_private(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static void rollcall_fill_page(int number, siginfo_t *info, void *context) {
    (void)context;
    uintptr_t size = (uintptr_t)sysconf(_SC_PAGESIZE);
    void *page = (void *)((uintptr_t)info->si_addr & ~(size - 1));
    if (info->si_code == BUS_ADRERR
        && mmap(page, size, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
        return;
    signal(number, SIG_DFL);
    raise(number);
}

// Of a mapped file that another process cuts, what lay behind the new end reads as zeros from then on, page by page, where
// the process would end otherwise. Whoever maps a file looks at its checksums, or asks for its size again.
static inline void rollcall_outlive_cut_files(void) {
    struct sigaction action = {0};
    action.sa_sigaction = rollcall_fill_page;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGBUS, &action, 0);
}

static inline void rollcall_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }
