package io.gradchain.storage.kv;

import java.nio.charset.StandardCharsets;

/**
 * The whole database on one page (S-1). Keys are compared as unsigned bytes; heights are 8 bytes big-endian, so a range
 * of heights is a range of keys. Columns are added, never renamed or given another meaning.
 */
public enum Column {
    /** Name as US-ASCII → see {@link Meta}. */
    METADATA("metadata"),
    /** Block hash → encoded {@code BlockHeader}. Several forks live side by side. */
    HEADERS("headers"),
    /** Block hash → encoded {@code Block}. */
    BLOCKS("blocks"),
    /** Block hash → list of encoded {@code Receipt}, in the order of the transactions. */
    RECEIPTS("receipts"),
    /** Height (u64) → hash of the block at that height on the branch of the head. */
    CANONICAL("canonical"),
    /** Transaction hash → block hash (32), index in the block (u32); canonical blocks only. */
    TRANSACTIONS("transactions"),
    /** Block hash → the consensus engine's proof that the block is final. */
    FINALITY("finality"),
    /** Node hash → encoded node of the state tree; the nodes of roots that are kept no more are removed (S-10). */
    STATE("state"),
    /** Hash of contract code, metadata or other content → the bytes themselves. */
    CONTENT("content"),
    /**
     * Block hash → height (u64) below which nobody decides on it, state root (32): blocks that were executed and whose height
     * is not decided, so that their states are kept and they are cleared away, also after a restart.
     */
    UNDECIDED("undecided");

    private final String id;

    Column(String id) {
        this.id = id;
    }

    /** The name on disk. */
    public String id() {
        return id;
    }

    /** The keys of {@link #METADATA}. */
    public enum Meta {
        /** u32: version of everything on this page. */
        FORMAT,
        /** Hash of the chain spec. */
        CHAIN,
        /** Hash of block zero. */
        GENESIS,
        /** Hash of the block clients see as the newest. */
        HEAD,
        /** Hash of the newest final block. */
        FINAL,
        /** u64: the states of final blocks from this height on are whole; absent, from the first block on. */
        STATE_FLOOR,
        /** u64: state nodes that the last whole sweep left. */
        STATE_NODES,
        /** One byte: a sign guard (S-7) was made in this directory, so one that is missing is lost. */
        GUARD;

        public byte[] key() {
            return name().getBytes(StandardCharsets.US_ASCII);
        }
    }
}
