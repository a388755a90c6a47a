#define _GNU_SOURCE
#include "late_trust.h"
#include <dlfcn.h>

static int fetches_nothing = 0;

void rollcall_expect_no_fetch(void) { fetches_nothing = 1; }

// libgit2 calls these by name, and the dynamic linker finds ours in the executable first (ld.so(8)). Where libgit2 is
// built with another TLS library, nobody calls them.
enum { file_io_error = -0x2900 }; // MBEDTLS_ERR_X509_FILE_IO_ERROR

typedef int reader(void *chain, const char *path);

static int read_certificates(const char *name, void *chain, const char *path) {
    if (fetches_nothing) return file_io_error;
    reader *real = (reader *)dlsym(RTLD_NEXT, name);
    return real ? real(chain, path) : file_io_error;
}

__attribute__((visibility("default"))) int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
    return read_certificates("mbedtls_x509_crt_parse_file", chain, path);
}

__attribute__((visibility("default"))) int mbedtls_x509_crt_parse_path(void *chain, const char *path) {
    return read_certificates("mbedtls_x509_crt_parse_path", chain, path);
}
