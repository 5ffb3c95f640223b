package io.gradchain.mlvm.tensor;

/** A deck of cards in their order, but for those that were put elsewhere: open addressing with linear probing. */
final class MovedCards {
    /** Fibonacci hashing (Knuth, TAOCP 6.4). */
    private static final int GOLDEN = 0x9e37_79b9;

    private final int shift;
    /** Places counted from 1; 0 is free. */
    private final int[] places;

    private final int[] cards;

    /** @param most how many places will ever be written */
    MovedCards(int most) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * most + 1);
        this.shift = Integer.SIZE - bits;
        this.places = new int[1 << bits];
        this.cards = new int[1 << bits];
    }

    int at(int place) {
        int slot = slot(place);
        return places[slot] == 0 ? place : cards[slot];
    }

    void put(int place, int card) {
        int slot = slot(place);
        places[slot] = place + 1;
        cards[slot] = card;
    }

    private int slot(int place) {
        int slot = ((place + 1) * GOLDEN) >>> shift;
        while (places[slot] != 0 && places[slot] != place + 1) {
            slot = (slot + 1) & (places.length - 1);
        }
        return slot;
    }
}
