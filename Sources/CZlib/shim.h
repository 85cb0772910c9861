#pragma once
#include <zlib.h>

// A macro with sizeof, which Swift cannot import. 16 more than the window's bits: a gzip header and trailer, nothing else.
static inline int cz_inflate_init(z_streamp stream) { return inflateInit2(stream, MAX_WBITS + 16); }
