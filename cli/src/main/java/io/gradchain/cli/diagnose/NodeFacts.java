package io.gradchain.cli.diagnose;

import io.gradchain.cli.lab.Link;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was seen of one node.
 *
 * @param down its process is known to have ended
 * @param told what it says; empty where it does not answer
 */
public record NodeFacts(String name, String url, boolean down, Optional<Told> told) {

    /**
     * A validator of the epoch.
     *
     * @param name as the chain spec calls it; empty for those that came later
     * @param silentMillis since the node heard it last; empty where it never did
     */
    public record Member(String key, String name, long weight, OptionalLong silentMillis) {}

    /**
     * What a node says of itself.
     *
     * @param clockMillis how far its clock is ahead of ours, negative for behind
     * @param uncertainMillis how wrong that may be
     * @param halted why it stopped voting; empty while it votes
     * @param awaited the own signature that a final block has to pass before it votes again; empty where there is none
     * @param finalBefore its final height at the first look
     * @param finalBlock hash of the block at the greatest height that all nodes have as final, by its word
     * @param headAgeMillis since the time its newest block states
     * @param finalAgeMillis since something became final on it, or since the time its newest final block states
     * @param validator its voting key, empty for an observer
     * @param leader key of whose turn it is, empty where it is nobody's
     * @param syncMicros 95 % of its last syncs of the vote log took at most so long
     * @param attemptsPerSecond hashes it tries for seals
     * @param links what its network lab does to what it sends
     */
    public record Told(
            long clockMillis,
            long uncertainMillis,
            String halted,
            String awaited,
            long height,
            long finalBefore,
            long finalHeight,
            String finalBlock,
            long headAgeMillis,
            long finalAgeMillis,
            long view,
            boolean syncing,
            long syncTarget,
            String validator,
            String leader,
            List<Member> committee,
            int peers,
            int waiting,
            long executableGas,
            int queue,
            long syncMicros,
            long diskFreeBytes,
            long attemptsPerSecond,
            List<Link> links) {
        public Told {
            committee = List.copyOf(committee);
            links = List.copyOf(links);
        }
    }
}
