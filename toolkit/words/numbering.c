/* Words as 64-bit keys, and keys as numbers. A hash table has 2^bits slots, more than there are keys; a slot holds the
 * number of a key, counted from 1 on, or 0 where it is free, and a key whose slot is taken goes to the next free one.
 * keys[number] is the key of that number. */
#include <stdint.h>

/* The codes of words, in UTF-16 with a 0 between two words, become keys: the first code lowest, or 0 for a word of more
 * than four codes or with half a character. */
void pack_words(int64_t n_words, int64_t n_codes, const uint16_t *codes, uint64_t *keys) {
    int64_t start = 0;
    for (int64_t word = 0; word < n_words; word++) {
        uint64_t key = 0, is_short = 1;
        int64_t end = start;
        for (; end < n_codes && codes[end]; end++) {
            is_short &= end < start + 4 && (codes[end] & 0xF800) != 0xD800;
            key |= (uint64_t)codes[end] << (16 * (end - start) & 63);
        }
        keys[word] = is_short ? key : 0;
        start = end < n_codes ? end + 1 : end;
    }
}

/* The slot of a key, or the free one that waits for it. */
static int64_t slot_of(uint64_t key, int64_t bits, const int32_t *slots, const uint64_t *keys) {
    const int64_t last = ((int64_t)1 << bits) - 1;
    int64_t slot = (int64_t)(key * 0x9E3779B97F4A7C15u >> (64 - bits)); /* by the golden ratio: Knuth, 1973 */
    while ((slots[slot] != 0) & (keys[slots[slot]] != key)) slot = (slot + 1) & last; /* & is no branch */
    return slot;
}

/* Numbers keys in the order in which they first come, and fills a table that is free; number[i] is that of given[i],
 * counted from 0 on. */
void number_keys(int64_t n_given, const uint64_t *given, int64_t bits, int32_t *slots, uint64_t *keys,
                 int64_t *number) {
    int32_t n_keys = 0;
    for (int64_t i = 0; i < n_given; i++) {
        int64_t slot = slot_of(given[i], bits, slots, keys);
        if (!slots[slot]) {
            slots[slot] = ++n_keys;
            keys[n_keys] = given[i];
        }
        number[i] = slots[slot] - 1;
    }
}

/* Tells the numbers that keys have in a table, counted from 0 on, and -1 where one has none. */
void find_keys(int64_t n_asked, const uint64_t *asked, int64_t bits, const int32_t *slots, const uint64_t *keys,
               int32_t *number) {
    for (int64_t i = 0; i < n_asked; i++) number[i] = slots[slot_of(asked[i], bits, slots, keys)] - 1;
}

/* The same for pairs of neighbouring symbols, whose keys are first * n_symbols + second; a symbol below 0 has none. */
void find_pairs(int64_t n_pairs, const int32_t *symbols, int64_t n_symbols, int64_t bits, const int32_t *slots,
                const uint64_t *keys, int32_t *number) {
    for (int64_t i = 0; i < n_pairs; i++) {
        const int64_t key = symbols[i] * n_symbols + symbols[i + 1];
        number[i] = symbols[i] < 0 || symbols[i + 1] < 0 ? -1 : slots[slot_of(key, bits, slots, keys)] - 1;
    }
}
