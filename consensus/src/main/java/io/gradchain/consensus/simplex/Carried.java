package io.gradchain.consensus.simplex;

import java.util.List;
import java.util.Optional;

/**
 * What one epoch hands to the next.
 *
 * @param past who was heard from how recently (C-44)
 * @param pendingGas of what waits to be executed on the end block
 * @param requests the number of the last payload asked for: an answer still under way must meet no namesake
 * @param records of the vote log that are of later epochs
 * @param ending the proof that ended the epoch, to be durable before the first vote of the next one (C-26)
 * @param stale how many records of the vote log are of this epoch or earlier ones
 */
record Carried(
        Activity.Past past, long pendingGas, long requests, List<byte[]> records, Optional<byte[]> ending, int stale) {
    /** What the first epoch of a run starts with: the records its disk holds. */
    static Carried start(List<byte[]> records) {
        return new Carried(Activity.Past.none(), 0, 0, records, Optional.empty(), 0);
    }
}
