/* Clears the commas of texts that part no clauses: those between two marks that belong together, and those inside a
 * number. What remains is a comma, wide or not. */
#include <stdint.h>

enum { NONE, COMMA, NARROW, DIGIT, BREAK };

/* Where the pair ends that the mark at i opens, with no such mark nor a line break inside; i where it is no pair. */
static int64_t pair_end(int64_t i, int64_t n_codes, const int8_t *kinds, int8_t closer, int64_t most) {
    int64_t end = i + 1;
    while (end < n_codes && end - i <= most && kinds[end] != kinds[i] && kinds[end] != closer && kinds[end] != BREAK)
        end++;
    return end < n_codes && kinds[end] == closer ? end : i;
}

/* Whether just three digits follow. */
static int in_number(int64_t i, int64_t n_codes, const int8_t *kinds) {
    int64_t digits = 0;
    while (digits < 4 && i + 1 + digits < n_codes && kinds[i + 1 + digits] == DIGIT) digits++;
    return digits == 3;
}

/* kinds[i] tells what code i is; a mark that opens has its closing one in `closers`, all other kinds 0, and in `most`
 * how many codes may stand between the two. */
void clear_commas(int64_t n_codes, int8_t *kinds, const int8_t *closers, const int64_t *most) {
    for (int64_t i = 0; i < n_codes; i++) {
        const int8_t kind = kinds[i];
        if (kind == NARROW) kinds[i] = in_number(i, n_codes, kinds) ? NONE : COMMA;
        if (!closers[kind]) continue;
        for (const int64_t end = pair_end(i, n_codes, kinds, closers[kind], most[kind]); i < end; i++) kinds[i] = NONE;
    }
}
