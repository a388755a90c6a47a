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

// Where a byte first stands from `start` on, before `end`; -1 for nowhere. Lines are short: what lies within 64 bytes is
// found without a call, which for most of them would take longer than the search.
static inline ptrdiff_t rollcall_first(const void *bytes, int byte, ptrdiff_t start, ptrdiff_t end) {
    const uint8_t *from = (const uint8_t *)bytes;
#if defined(__SSE2__)
    ptrdiff_t origin = start;
    __m128i wanted = _mm_set1_epi8((char)byte);
    for (int part = 0; part < 4 && end - start >= 16; part++, start += 16) {
        __m128i is = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(from + start)), wanted);
        int mask = _mm_movemask_epi8(is);
        if (mask != 0) return start + __builtin_ctz((unsigned)mask);
    }
    if (end - start >= 16) {
        const uint8_t *found = (const uint8_t *)__builtin_memchr(from + start, byte, (size_t)(end - start));
        return found ? found - from : -1;
    }
    // The rest, and before it bytes among which it is not.
    if (start > origin && start < end) {
        __m128i is = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(from + end - 16)), wanted);
        int mask = _mm_movemask_epi8(is);
        return mask != 0 ? end - 16 + __builtin_ctz((unsigned)mask) : -1;
    }
#endif
    for (; start < end; start++) if (from[start] == (uint8_t)byte) return start;
    return -1;
}

// Whether an escape may begin with two bytes: most backslashes of programs, each `%s` and each `&&` begin none.
static inline int rollcall_may_escape(uint8_t sign, uint8_t next) {
    uint8_t letter = (next | 0x20) - 'a', digit = next - '0';
    if (sign == '%') return digit <= 9 || letter <= 5;
    if (sign == '&') return letter <= 25 || next == '#';
    return digit <= 3 || next == '/' || next == ':' || next == '=' || next == 'x' || next == 'u' || next == 'U';
}

// Where an escape may begin first (`%`, `&`, a backslash), from `start` on; `end` for nowhere. `limit` bytes may be read,
// which are at least `end`.
static inline ptrdiff_t rollcall_first_escape(const void *bytes, ptrdiff_t start, ptrdiff_t end, ptrdiff_t limit) {
    const uint8_t *from = (const uint8_t *)bytes;
#if defined(__SSE2__)
    __m128i percent = _mm_set1_epi8('%'), one = _mm_set1_epi8(1), backslash = _mm_set1_epi8('\\');
    for (; start < end && start + 16 <= limit; start += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(from + start)), sign = _mm_sub_epi8(v, percent);
        __m128i is = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(sign, one), sign), _mm_cmpeq_epi8(v, backslash));
        for (unsigned mask = (unsigned)_mm_movemask_epi8(is); mask != 0; mask &= mask - 1) {
            ptrdiff_t place = start + __builtin_ctz(mask);
            if (place + 1 >= end) return end;
            if (rollcall_may_escape(from[place], from[place + 1])) return place;
        }
    }
#endif
    for (; start + 1 < end; start++) {
        uint8_t byte = from[start];
        if ((byte == '%' || byte == '&' || byte == '\\') && rollcall_may_escape(byte, from[start + 1])) return start;
    }
    return end;
}

// Where a byte last stands before `end`, from 0 on; -1 for nowhere.
static inline ptrdiff_t rollcall_last(const void *bytes, int byte, ptrdiff_t end) {
    const uint8_t *from = (const uint8_t *)bytes;
#if defined(__SSE2__)
    ptrdiff_t behind = end;
    __m128i wanted = _mm_set1_epi8((char)byte);
    for (int part = 0; part < 4 && end >= 16; part++, end -= 16) {
        __m128i is = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(from + end - 16)), wanted);
        int mask = _mm_movemask_epi8(is);
        if (mask != 0) return end - 16 + (31 - __builtin_clz((unsigned)mask));
    }
    if (end >= 16) {
        const uint8_t *found = (const uint8_t *)memrchr(from, byte, (size_t)end);
        return found ? found - from : -1;
    }
    if (end > 0 && end < behind) {
        __m128i is = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)from), wanted);
        int mask = _mm_movemask_epi8(is);
        return mask != 0 ? 31 - __builtin_clz((unsigned)mask) : -1;
    }
#endif
    while (end > 0) if (from[--end] == (uint8_t)byte) return end;
    return -1;
}

// Where a short text of `wanted_count` bytes, at least one, first stands among `count`; -1 for nowhere. It compares the
// first and the last byte at 16 places at a time: for markers of a dozen bytes a multiple of what memmem does, which
// makes a table first. Not for texts of strangers, for which it can take `count` × `wanted_count` steps.
static inline ptrdiff_t rollcall_find(const void *bytes, ptrdiff_t count, const void *wanted, ptrdiff_t wanted_count) {
    const uint8_t *from = (const uint8_t *)bytes, *text = (const uint8_t *)wanted;
    ptrdiff_t last = wanted_count - 1, place = 0, end = count - last;
#if defined(__SSE2__)
    __m128i first_byte = _mm_set1_epi8((char)text[0]), last_byte = _mm_set1_epi8((char)text[last]);
    for (; place + 16 <= end; place += 16) {
        __m128i is = _mm_and_si128(
            _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(from + place)), first_byte),
            _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(from + place + last)), last_byte));
        for (unsigned mask = (unsigned)_mm_movemask_epi8(is); mask != 0; mask &= mask - 1) {
            ptrdiff_t candidate = place + __builtin_ctz(mask);
            if (__builtin_memcmp(from + candidate, text, (size_t)wanted_count) == 0) return candidate;
        }
    }
#endif
    for (; place < end; place++)
        if (from[place] == text[0] && __builtin_memcmp(from + place, text, (size_t)wanted_count) == 0) return place;
    return -1;
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
