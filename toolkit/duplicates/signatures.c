/* Hashes of pieces of a text, which is an array of characters: piece i is text[starts[i]] to text[ends[i] - 1]. */
#include <stdint.h>

enum { GRAM = 5, FULL_COMMA = 0xFF0C };
static const uint64_t FNV_PRIME = 0x100000001B3;
static const uint64_t GOLDEN = 0x9E3779B97F4A7C15; /* 2^64 by the golden ratio */

/* A key of 63 bits for each piece; commas of both widths are the same. */
void hash_pieces(int64_t n_pieces, const int64_t *starts, const int64_t *ends, const uint32_t *text, int64_t *keys) {
    for (int64_t i = 0; i < n_pieces; i++) {
        uint64_t hash = 0;
        for (int64_t place = starts[i]; place < ends[i]; place++) {
            hash = (hash + 1 + (text[place] == FULL_COMMA ? ',' : text[place])) * GOLDEN;
            hash ^= hash >> 32;
        }
        keys[i] = (int64_t)(hash >> 1);
    }
}

/* The hashes of the 5-grams of each piece without its marks: piece i has grams[bounds[i]] to grams[bounds[i + 1] - 1].
 * The letters of a piece are put where its grams will be; gram j needs no letter before j. */
void hash_grams(int64_t n_pieces, const int64_t *starts, const int64_t *ends, const uint32_t *text,
                int64_t n_codes, const uint8_t *is_mark, uint64_t *grams, uint64_t *bounds) {
    bounds[0] = 0;
    for (int64_t i = 0; i < n_pieces; i++) {
        uint64_t *own = grams + bounds[i];
        int64_t n_letters = 0, n_grams = 0;
        for (int64_t place = starts[i]; place < ends[i]; place++)
            if (text[place] >= n_codes || !is_mark[text[place]]) own[n_letters++] = text[place];
        for (; n_grams + GRAM <= n_letters; n_grams++) {
            uint64_t hash = 0;
            for (int64_t k = 0; k < GRAM; k++) hash = hash * FNV_PRIME + own[n_grams + k];
            own[n_grams] = hash;
        }
        bounds[i + 1] = bounds[i] + (uint64_t)n_grams;
    }
}
