/* How central candidates are among all of a document, by the words that they share. */
#include <math.h>
#include <stdint.h>

/* Lists the distinct words of candidates, the tokens `starts` to `ends`, that are of one of the `wanted` kinds: candidate i
 * has those from edges[i] to edges[i + 1], each with how often it says the word. `frequency` tells how many candidates say
 * one, and has a zero for each at first, `places` a -1. */
void list_words(int64_t n_candidates, const int64_t *starts, const int64_t *ends, const int64_t *number,
                const int64_t *kinds, int64_t wanted, int64_t *places, int64_t *edges, int64_t *word, int64_t *count,
                int64_t *frequency) {
    int64_t size = 0;
    for (int64_t i = 0; i < n_candidates; i++) {
        edges[i] = size;
        for (int64_t token = starts[i]; token < ends[i]; token++) {
            const int64_t own = number[token];
            if (!(kinds[own] & wanted)) continue;
            if (places[own] < edges[i]) {
                places[own] = size;
                word[size] = own;
                count[size++] = 0;
                frequency[own]++;
            }
            count[places[own]]++;
        }
    }
    edges[n_candidates] = size;
}

/* What all other candidates, as queries, add up to for each one; `rarity` tells what a word counts by how many say it. */
void sum_support(int64_t n_candidates, const int64_t *edges, const int64_t *word, const int64_t *count,
                 const int64_t *frequency, const double *rarity, const double *length, double saturation,
                 double *support) {
    for (int64_t i = 0; i < n_candidates; i++) {
        support[i] = 0;
        for (int64_t j = edges[i]; j < edges[i + 1]; j++) {
            const double said = (double)count[j], others = (double)(frequency[word[j]] - 1);
            support[i] += rarity[frequency[word[j]]] * said * (saturation + 1) / (said + saturation * length[i]) * others;
        }
    }
}

/* The product of each candidate's unit vector with the sum of all; `weight` tells what a word counts by how many say it,
 * and `sum` has a zero for each word. */
void sum_centroid(int64_t n_candidates, const int64_t *edges, const int64_t *word, const int64_t *frequency,
                  const double *weight, double *sum, double *product) {
    for (int64_t i = 0; i < n_candidates; i++) {
        double square = 0;
        for (int64_t j = edges[i]; j < edges[i + 1]; j++) square += weight[frequency[word[j]]] * weight[frequency[word[j]]];
        product[i] = sqrt(square);
        for (int64_t j = edges[i]; j < edges[i + 1]; j++) sum[word[j]] += weight[frequency[word[j]]] / product[i];
    }
    for (int64_t i = 0; i < n_candidates; i++) {
        const double length = product[i];
        product[i] = 0;
        for (int64_t j = edges[i]; j < edges[i + 1]; j++) product[i] += weight[frequency[word[j]]] / length * sum[word[j]];
    }
}
