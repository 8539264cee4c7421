/* Counts the words of each document by itself, and sums up over candidates what these counts say. */
#include <stdint.h>

/* For each token how often its document says the word, and the token that says it first. `words` has for each distinct
 * word the token that opened it last, at first -1, and how often its document has said it. */
void count_mentions(int64_t n_documents, const int64_t *edges, const int64_t *number, int32_t *words, int32_t *count,
                    int32_t *first) {
    for (int64_t document = 0; document < n_documents; document++) {
        const int64_t begin = edges[document], end = edges[document + 1];
        for (int64_t token = begin; token < end; token++) {
            int32_t *word = words + 2 * number[token];
            const int is_new = word[0] < begin;
            word[0] = is_new ? (int32_t)token : word[0];
            word[1] = is_new ? 1 : word[1] + 1;
        }
        for (int64_t token = begin; token < end; token++) {
            first[token] = words[2 * number[token]];
            count[token] = words[2 * number[token] + 1];
        }
    }
}

/* A candidate are the statements `from` to `to`, a statement are the tokens between two `bounds`. `openings` are the
 * tokens that end the openings of the candidates' documents, `logarithm` has log(1 + n) for each n; `sums` has five
 * rows: new, centrality, rare, repeated, leading. */
void sum_mentions(int64_t n_candidates, const int64_t *from, const int64_t *to, const int64_t *bounds,
                  const int64_t *number, const int64_t *kinds, int64_t content, const int32_t *count,
                  const int32_t *first, const int64_t *openings, const double *logarithm, double *sums) {
    for (int64_t i = 0; i < n_candidates; i++) {
        int64_t new = 0, rare = 0, repeated = 0, leading = 0;
        double centrality = 0;
        for (int64_t statement = from[i]; statement <= to[i]; statement++) {
            for (int64_t token = bounds[statement]; token < bounds[statement + 1]; token++) {
                const int64_t is_content = (kinds[number[token]] & content) != 0;
                const int64_t said = is_content * count[token];  /* no branch: every other word is one, at random */
                new += is_content & (first[token] >= bounds[statement]);
                centrality += logarithm[said];
                rare += said == 1;
                repeated += said - (said == 1);
                leading += is_content & (first[token] < openings[i]);
            }
        }
        const double row[] = {new, centrality, rare, repeated, leading};
        for (int64_t k = 0; k < 5; k++) sums[k * n_candidates + i] = row[k];
    }
}
