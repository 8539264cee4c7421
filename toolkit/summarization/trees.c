/* Applies full trees to rows, some rows at a time: the compiler asks a node of several rows in one instruction. Node n of
 * a tree has the children 2n + 1 and 2n + 2; a row goes left where its column is at most the threshold. So that no row
 * has to wait for its path, all nodes are asked, from the last to the first, and each hands up the value of one child. */
#include <stdint.h>

enum { TOGETHER = 32, MOST_NODES = 255 };

static void choose_leaf(const float *restrict asked, float limit, const float *leaves, float *restrict chosen) {
    const float low = leaves[0], high = leaves[1];
    for (int r = 0; r < TOGETHER; r++) chosen[r] = asked[r] <= limit ? low : high;
}

static void choose_child(const float *restrict asked, float limit, const float *restrict left,
                         const float *restrict right, float *restrict chosen) {
    for (int r = 0; r < TOGETHER; r++) {
        const float low = left[r], high = right[r];
        chosen[r] = asked[r] <= limit ? low : high;
    }
}

/* `columns` has a row of `n_rows` values for each column, `rows` room for TOGETHER values of each. */
void predict_trees(int64_t n_columns, int64_t n_rows, const double *columns, int64_t n_trees, int64_t n_nodes,
                   const int64_t *feature, const float *threshold, const float *leaf, float *rows, double *predicted) {
    float value[MOST_NODES][TOGETHER];
    for (int64_t first = 0; first < n_rows; first += TOGETHER) {
        const int64_t size = n_rows - first < TOGETHER ? n_rows - first : TOGETHER;
        for (int64_t column = 0; column < n_columns; column++)
            for (int64_t r = 0; r < size; r++)
                rows[column * TOGETHER + r] = (float)columns[column * n_rows + first + r];
        for (int64_t tree = 0; tree < n_trees; tree++) {
            const int64_t *asked = feature + tree * n_nodes;
            const float *limit = threshold + tree * n_nodes, *leaves = leaf + tree * (n_nodes + 1);
            int64_t node = n_nodes;
            for (const int64_t inner = n_nodes / 2; node-- > inner;)
                choose_leaf(rows + asked[node] * TOGETHER, limit[node], leaves + 2 * node + 1 - n_nodes, value[node]);
            for (node = n_nodes / 2; node-- > 0;)
                choose_child(rows + asked[node] * TOGETHER, limit[node], value[2 * node + 1], value[2 * node + 2],
                             value[node]);
            for (int64_t r = 0; r < size; r++) predicted[first + r] += value[0][r];
        }
    }
}
