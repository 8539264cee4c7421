/* Counts the words of each kind in runs of tokens. Bit k of `kinds` says whether a word is of kind k, `wanted` has the bits
 * of the kinds that are counted; `counts` has a row of `n_runs` for each kind. */
#include <stdint.h>

void count_kinds(int64_t n_runs, const int64_t *starts, const int64_t *ends, const int64_t *number,
                 const int64_t *kinds, int64_t wanted, double *counts) {
    for (int64_t run = 0; run < n_runs; run++)
        for (int64_t token = starts[run]; token < ends[run]; token++)
            for (int64_t kind = 0, left = kinds[number[token]] & wanted; left; kind++, left >>= 1)
                counts[kind * n_runs + run] += left & 1;
}
