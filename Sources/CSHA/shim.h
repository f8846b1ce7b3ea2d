// SHA-256's compression by the processor's own instructions (Intel's SHA extensions), where it has them:
// six times as fast as without. Swift cannot name them.
#pragma once
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

// Whether this processor has them.
static inline int floodgate_sha256_is_available(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & (1u << 29))) return 0;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
  return (c & bit_SSSE3) && (c & bit_SSE4_1);
}

// Takes in blocks of 64 bytes. The state is eight words; the instructions want them as ABEF and CDGH.
__attribute__((target("sha,sse4.1,ssse3")))
static inline void floodgate_sha256_blocks(
    uint32_t *state, const uint8_t *bytes, size_t count, const uint32_t *constants) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bULL, 0x0405060700010203ULL);
  __m128i half = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xb1);
  __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1b);
  __m128i abef = _mm_alignr_epi8(half, high, 8);
  __m128i cdgh = _mm_blend_epi16(high, half, 0xf0);
  for (; count > 0; count--, bytes += 64) {
    const __m128i before_abef = abef, before_cdgh = cdgh;
    __m128i words[4];
    for (int i = 0; i < 4; i++)
      words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * i)), swap);
#pragma clang loop unroll(full)  // Else the words of the schedule would be in memory.
    for (int i = 0; i < 16; i++) {
      __m128i word = words[i & 3];
      __m128i sum = _mm_add_epi32(word, _mm_loadu_si128((const __m128i *)(constants + 4 * i)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
      __m128i mixed = _mm_sha256msg1_epu32(word, words[(i + 1) & 3]);
      mixed = _mm_add_epi32(mixed, _mm_alignr_epi8(words[(i + 3) & 3], words[(i + 2) & 3], 4));
      words[i & 3] = _mm_sha256msg2_epu32(mixed, words[(i + 3) & 3]);
    }
    abef = _mm_add_epi32(abef, before_abef);
    cdgh = _mm_add_epi32(cdgh, before_cdgh);
  }
  half = _mm_shuffle_epi32(abef, 0x1b);
  high = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(half, high, 0xf0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(high, half, 8));
}
#else
static inline int floodgate_sha256_is_available(void) { return 0; }
static inline void floodgate_sha256_blocks(
    uint32_t *state, const uint8_t *bytes, size_t count, const uint32_t *constants) {}
#endif
