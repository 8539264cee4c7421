/* The largest sum of money and the largest number of people that statements name. A figure is one where a unit follows
 * it, or a bare scale (10,000) and then a unit. `kinds` has the bits of what a word is, `amount` the value of a figure
 * or the scale of another word; `largest` has a row for money and one for people. */
#include <stdint.h>

/* What kind of unit the figure at `token` counts, as bits, and in `scale` what the words after it multiply by. */
static int64_t unit_of(const int64_t *number, int64_t token, int64_t end, const int64_t *kinds, const double *amount,
                       int64_t figure, int64_t units, double *scale) {
    *scale = 1;
    if (token + 1 == end || kinds[number[token + 1]] & figure) return 0;
    *scale = amount[number[token + 1]];
    const int64_t unit = kinds[number[token + 1]] & units;
    return unit || *scale == 1 || token + 2 == end ? unit : kinds[number[token + 2]] & units;
}

void largest_amounts(int64_t n_statements, const int64_t *bounds, const int64_t *number, const int64_t *kinds,
                     const double *amount, int64_t figure, int64_t money, int64_t people, double *largest) {
    for (int64_t i = 0; i < n_statements; i++) {
        for (int64_t token = bounds[i]; token < bounds[i + 1]; token++) {
            if (!(kinds[number[token]] & figure)) continue;
            double scale;
            const int64_t unit = unit_of(number, token, bounds[i + 1], kinds, amount, figure, money | people, &scale);
            const double size = amount[number[token]] * scale;
            if (unit & money && size > largest[i]) largest[i] = size;
            if (unit & people && size > largest[n_statements + i]) largest[n_statements + i] = size;
        }
    }
}
