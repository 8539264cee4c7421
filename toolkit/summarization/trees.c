/* Applies full trees to rows. Node n of a tree has the children 2n + 1 and 2n + 2; a row goes left where its column is
 * at most the threshold. The leaves of a tree follow one another, and the values are added tree by tree. */
#include <stdint.h>

void predict_trees(int64_t n_rows, int64_t n_columns, const float *rows, int64_t n_trees, int64_t depth,
                   const int64_t *feature, const float *threshold, const float *leaf, double *predicted) {
    const int64_t n_nodes = ((int64_t)1 << depth) - 1;
    for (int64_t i = 0; i < n_rows; i++) {
        const float *row = rows + i * n_columns;
        for (int64_t tree = 0; tree < n_trees; tree++) {
            const int64_t *asked = feature + tree * n_nodes;
            const float *limit = threshold + tree * n_nodes;
            int64_t node = 0;
            while (node < n_nodes) node = 2 * node + 2 - (row[asked[node]] <= limit[node]);
            predicted[i] += leaf[tree * (n_nodes + 1) + node - n_nodes];
        }
    }
}
