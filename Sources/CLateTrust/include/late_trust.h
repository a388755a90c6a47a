#ifndef ROLLCALL_LATE_TRUST_H
#define ROLLCALL_LATE_TRUST_H

// The packaged libgit2 reads and parses the machine's CA certificates whenever it starts, which takes 4 ms and is needed
// by nobody who fetches nothing.

/// From here on, and before libgit2 starts: no certificates are read. A fetch over TLS is refused then.
void rollcall_expect_no_fetch(void);

#endif
