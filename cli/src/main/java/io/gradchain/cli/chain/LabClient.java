package io.gradchain.cli.chain;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The network lab of one node, through JSON-RPC and the token of its data directory. */
public final class LabClient implements AutoCloseable {
    private final Rpc rpc;

    public LabClient(String url, String token) {
        this.rpc = new Rpc(url, Optional.of(token));
    }

    /**
     * What changes of a link; what is empty stays as it is.
     *
     * @param seed starts the node's dice again
     */
    public record Change(
            OptionalLong delayMillis,
            OptionalLong jitterMillis,
            OptionalInt lossPermille,
            OptionalInt duplicatePermille,
            OptionalInt reorderPermille,
            OptionalLong seed) {
        /** Changes only the delay and its jitter. */
        public static Change ofDelay(long delayMillis, long jitterMillis, OptionalLong seed) {
            return new Change(
                    OptionalLong.of(delayMillis),
                    OptionalLong.of(jitterMillis),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    seed);
        }

        /** Changes only the share of lost messages. */
        public static Change ofLoss(int permille, OptionalLong seed) {
            return ofShares(OptionalInt.of(permille), OptionalInt.empty(), OptionalInt.empty(), seed);
        }

        /** Changes only the share of messages that come twice. */
        public static Change ofDuplicates(int permille, OptionalLong seed) {
            return ofShares(OptionalInt.empty(), OptionalInt.of(permille), OptionalInt.empty(), seed);
        }

        /** Changes only the share of messages that are held back. */
        public static Change ofReordering(int permille, OptionalLong seed) {
            return ofShares(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(permille), seed);
        }

        private static Change ofShares(
                OptionalInt loss, OptionalInt duplicates, OptionalInt reordering, OptionalLong seed) {
            return new Change(OptionalLong.empty(), OptionalLong.empty(), loss, duplicates, reordering, seed);
        }

        ObjectNode params() {
            ObjectNode params = Rpc.params();
            delayMillis.ifPresent(millis -> params.put("delayMillis", Long.toString(millis)));
            jitterMillis.ifPresent(millis -> params.put("jitterMillis", Long.toString(millis)));
            lossPermille.ifPresent(loss -> params.put("lossPermille", Integer.toString(loss)));
            duplicatePermille.ifPresent(share -> params.put("duplicatePermille", Integer.toString(share)));
            reorderPermille.ifPresent(share -> params.put("reorderPermille", Integer.toString(share)));
            seed.ifPresent(number -> params.put("seed", Long.toString(number)));
            return params;
        }
    }

    /** Whether the chain spec of the node says test: only then there is a lab. */
    public boolean isTestChain() {
        return rpc.call("node_status", Rpc.params()).path("test").asBoolean();
    }

    /** The node's name, network key and links, as it tells them. */
    public JsonNode show() {
        return rpc.call("lab_show", Rpc.params());
    }

    /** Changes the link to the network key {@code peer}, or all with {@code all}. */
    public void set(String peer, Change change) {
        rpc.call("lab_set", change.params().put("peer", peer));
    }

    /** From here on exactly these network keys get nothing from the node. */
    public void partition(Collection<String> peers) {
        ObjectNode params = Rpc.params();
        peers.forEach(params.putArray("peers")::add);
        rpc.call("lab_partition", params);
    }

    /** The connected peers, as {@code net_peers} tells them. */
    public JsonNode peers() {
        return rpc.call("net_peers", Rpc.params());
    }

    /** Who is banned, as {@code net_bans} tells it. */
    public JsonNode bans() {
        return rpc.call("net_bans", Rpc.params());
    }

    /** Ends the ban of a network key or address; refused where there is none. */
    public void unban(String who) {
        rpc.call("net_unban", Rpc.params().put("who", who));
    }

    public void heal() {
        rpc.call("lab_heal", Rpc.params());
    }

    @Override
    public void close() {
        rpc.close();
    }
}
