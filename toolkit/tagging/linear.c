/* What the features found in texts add to the decision values of the texts and of each of their clauses. The texts are
 * parted into pieces; text i has the clauses firsts[i] to firsts[i + 1], clause j the pieces begins[j] to ends[j]. Sums
 * are taken in the order of the text, so that the value of a text depends on no other. A feature below 0 is none. */
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Rows lie far apart, so they are fetched some features ahead. */
enum { AHEAD = 16 };

/* Piece i goes from starts[i] to starts[i + 1]; found_at ascends. A row of `table` has the weights of a feature and,
 * last, the value of the feature itself; a row of sums has what a piece gives to each theme, and its squared length. */
void sum_pieces(int64_t n_pieces, const int64_t *starts, int64_t n_found, const int32_t *found_at,
                const int32_t *feature, int64_t n_themes, const float *table, double *sums) {
    int64_t i = 0;
    memset(sums, 0, n_pieces * (n_themes + 1) * sizeof *sums);
    for (int64_t piece = 0; piece < n_pieces; piece++, sums += n_themes + 1) {
        for (; i < n_found && found_at[i] < starts[piece + 1]; i++) {
            if (i + AHEAD < n_found) __builtin_prefetch(table + feature[i + AHEAD] * (n_themes + 1));
            if (feature[i] < 0) continue;
            const float *row = table + feature[i] * (n_themes + 1);
            const double value = row[n_themes];
            for (int64_t k = 0; k <= n_themes; k++) sums[k] += value * row[k];
        }
    }
}

/* What some features give together has unit length. */
static void add_shortened(int64_t n_themes, const double *sums, double *added) {
    const double scale = sums[n_themes] > 0 ? 1 / sqrt(sums[n_themes]) : 0;
    for (int64_t k = 0; k < n_themes; k++) added[k] += sums[k] * scale;
}

/* `own` has room for the sums of a clause and for those of a text. */
void add_unit_length(int64_t n_texts, const int64_t *firsts, const int64_t *begins, const int64_t *ends,
                     int64_t n_themes, const double *sums, double *own, double *clauses, double *texts) {
    const int64_t width = n_themes + 1;
    double *whole = own + width;
    for (int64_t text = 0; text < n_texts; text++) {
        memset(whole, 0, width * sizeof *whole);
        for (int64_t clause = firsts[text]; clause < firsts[text + 1]; clause++) {
            memset(own, 0, width * sizeof *own);
            for (int64_t i = begins[clause] * width; i < ends[clause] * width; i += width)
                for (int64_t k = 0; k < width; k++) own[k] += sums[i + k];
            for (int64_t k = 0; k < width; k++) whole[k] += own[k];
            add_shortened(n_themes, own, clauses + clause * n_themes);
        }
        add_shortened(n_themes, whole, texts + text * n_themes);
    }
}

/* The count of a feature adds what it is worth, and is back at 0. */
static void add_worth(int64_t *count, const double *worth, int64_t n_themes, const float *row, double *added) {
    for (int64_t k = 0; *count && k < n_themes; k++) added[k] += worth[*count] * row[k];
    *count = 0;
}

/* Piece i has the features bounds[i] to bounds[i + 1]; `own` has the counts of a clause and those of a text, all 0. */
void add_counted(int64_t n_texts, const int64_t *firsts, const int64_t *begins, const int64_t *ends,
                 const int64_t *bounds, const int32_t *feature, int64_t n_features, const double *worth,
                 int64_t n_themes, const float *table, int64_t *own, double *clauses, double *texts) {
    const int64_t width = n_themes + 1;
    int64_t *whole = own + n_features;
    for (int64_t text = 0; text < n_texts; text++) {
        for (int64_t clause = firsts[text]; clause < firsts[text + 1]; clause++) {
            const int64_t first = bounds[begins[clause]], last = bounds[ends[clause]];
            for (int64_t i = first; i < last; i++) own[feature[i]]++, whole[feature[i]]++;
            double *added = clauses + clause * n_themes;
            for (int64_t i = first; i < last; i++)
                add_worth(own + feature[i], worth, n_themes, table + feature[i] * width, added);
        }
        for (int64_t f = 0; f < n_features; f++)
            add_worth(whole + f, worth, n_themes, table + f * width, texts + text * n_themes);
    }
}
