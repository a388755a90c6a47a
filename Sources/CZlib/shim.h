#include <zlib.h>

// `inflateInit` and `deflateInit` are macros, which Swift does not see.
static inline int rollcall_inflate_init(z_stream *stream) { return inflateInit(stream); }
// Gzip's format, and none else.
static inline int rollcall_gunzip_init(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
static inline int rollcall_deflate_init(z_stream *stream) { return deflateInit(stream, 1); }
