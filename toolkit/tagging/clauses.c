/* Parts texts that lie one behind another with a character between: text i has the codes text_starts[i] to
 * text_starts[i + 1] - 1. A piece begins behind each comma. A clause begins there too where no mark is open in its
 * text, unless it is less than `least` codes from another such comma or from an end of its text. Piece i goes from
 * starts[i] to starts[i + 1], clause i has the pieces clauses[i] to clauses[i + 1], and text i the clauses firsts[i] to
 * firsts[i + 1]. */
#include <stdint.h>

enum { COMMA = 1, OPEN, CLOSE };

void part_texts(int64_t n_texts, const int64_t *text_starts, const uint32_t *codes, int64_t n_kinds,
                const int8_t *kinds, int64_t least, int64_t *starts, int64_t *clauses, int64_t *firsts) {
    int64_t n_pieces = 0, n_clauses = 0;
    for (int64_t text = 0; text < n_texts; text++) {
        const int64_t end = text_starts[text + 1] - 1;
        int64_t previous = text_starts[text], open = 0;
        firsts[text] = n_clauses;
        clauses[n_clauses++] = n_pieces;
        starts[n_pieces++] = previous;
        for (int64_t i = previous; i < end; i++) {
            const int8_t kind = codes[i] < n_kinds ? kinds[codes[i]] : 0;
            open += (kind == OPEN) - (kind == CLOSE);
            if (kind != COMMA) continue;
            if (open <= 0) {
                if (i + 1 - previous >= least && end - i - 1 >= least) clauses[n_clauses++] = n_pieces;
                previous = i + 1;
            }
            starts[n_pieces++] = i + 1;
        }
    }
    firsts[n_texts] = n_clauses;
    clauses[n_clauses] = n_pieces;
    starts[n_pieces] = text_starts[n_texts];
}
