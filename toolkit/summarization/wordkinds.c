/* Counts the words of each kind in runs of tokens. Bit k of `kinds` says whether a word is of kind k, `wanted` has the bits
 * of the kinds that are counted; `counts` has a row of `n_runs` for each kind. */
#include <stdint.h>

void count_kinds(int64_t n_runs, const int64_t *starts, const int64_t *ends, const int64_t *number,
                 const int64_t *kinds, int64_t wanted, double *counts) {
    for (int64_t run = 0; run < n_runs; run++)
        for (int64_t token = starts[run]; token < ends[run]; token++)
            for (int64_t left = kinds[number[token]] & wanted; left; left &= left - 1) /* without its lowest bit */
                counts[__builtin_ctzll(left) * n_runs + run]++;
}
