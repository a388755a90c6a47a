#include <stddef.h>

// Functions of the C library that <string.h> hides from Swift's Glibc module (they are GNU and BSD extensions).
extern void *memrchr(const void *bytes, int byte, size_t count);
extern void explicit_bzero(void *bytes, size_t count);
extern void *memmem(const void *bytes, size_t count, const void *wanted, size_t wanted_count);

#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Which of 64 bytes may stand in encoded text (EncodingAlphabet), the first in the lowest bit. In C, because Swift has no
// instruction that gathers a bit from each byte: its own vectors do this at 1 GB/s, this at 6.
static inline uint64_t rollcall_encoding_mask(const void *bytes) {
    uint64_t mask = 0;
    const uint8_t *start = (const uint8_t *)bytes;
#if defined(__SSE2__)
#define ROLLCALL_IS(byte) _mm_cmpeq_epi8(v, _mm_set1_epi8(byte))
#define ROLLCALL_WITHIN(shifted, last) _mm_cmpeq_epi8(_mm_min_epu8(shifted, _mm_set1_epi8(last)), shifted)
    for (int part = 0; part < 64; part += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(start + part));
        __m128i letter = _mm_sub_epi8(_mm_or_si128(v, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
        __m128i digit = _mm_sub_epi8(v, _mm_set1_epi8('/'));
        __m128i sign = _mm_sub_epi8(v, _mm_set1_epi8('#'));
        __m128i all = _mm_or_si128(ROLLCALL_WITHIN(letter, 25), ROLLCALL_WITHIN(digit, 10));
        all = _mm_or_si128(all, _mm_or_si128(ROLLCALL_WITHIN(sign, 3), ROLLCALL_IS('+')));
        all = _mm_or_si128(all, _mm_or_si128(ROLLCALL_IS('-'), ROLLCALL_IS(';')));
        all = _mm_or_si128(all, _mm_or_si128(ROLLCALL_IS('='), ROLLCALL_IS('\\')));
        all = _mm_or_si128(all, ROLLCALL_IS('_'));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(all) << part;
    }
#undef ROLLCALL_IS
#undef ROLLCALL_WITHIN
#else
    for (int index = 0; index < 64; index++) {
        uint8_t byte = start[index], letter = (byte | 0x20) - 'a', digit = byte - '/', sign = byte - '#';
        uint64_t is = letter <= 25 || digit <= 10 || sign <= 3 || byte == '+' || byte == '-' || byte == ';' || byte == '='
            || byte == '\\' || byte == '_';
        mask |= is << index;
    }
#endif
    return mask;
}

// Asks for the cache line of an address that will be read soon; the address may be any.
static inline void rollcall_prefetch(const void *place) { __builtin_prefetch(place); }

// Which of 64 bytes are line feeds, the first in the lowest bit.
static inline uint64_t rollcall_feed_mask(const void *bytes) {
    uint64_t mask = 0;
    const uint8_t *start = (const uint8_t *)bytes;
#if defined(__SSE2__)
    __m128i feed = _mm_set1_epi8('\n');
    for (int part = 0; part < 64; part += 16) {
        __m128i is = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(start + part)), feed);
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(is) << part;
    }
#else
    for (int index = 0; index < 64; index++) mask |= (uint64_t)(start[index] == '\n') << index;
#endif
    return mask;
}
