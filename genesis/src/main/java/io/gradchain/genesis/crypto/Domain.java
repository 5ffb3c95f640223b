package io.gradchain.genesis.crypto;

import java.nio.charset.StandardCharsets;

/** What a hash is taken of (G-2): the same bytes hashed for two purposes give two unrelated hashes. */
public enum Domain {
    TRANSACTION("tx"),
    TRANSACTION_SIGNATURE("tx-sign"),
    HEADER("header"),
    LIST_LEAF("list-leaf"),
    LIST_NODE("list-node"),
    STATE_KEY("state-key"),
    STATE_VALUE("state-value"),
    STATE_LEAF("state-leaf"),
    STATE_NODE("state-node"),
    RECEIPT("receipt"),
    POLICY("policy"),
    CONTRACT("contract"),
    PROTOCOL("protocol"),
    CODE("code"),
    CHAIN_SPEC("chain-spec"),
    COMMITTEE("committee"),
    SLOT_ORDER("slot-order"),
    CONSENSUS_MESSAGE("consensus"),
    POW("pow"),
    PEER_HANDSHAKE("peer-handshake"),
    CONTENT("content"),
    DEV_KEY("dev-key"),
    VRF_KEY("vrf-key"),
    BEACON("beacon");

    private final String tag;

    Domain(String name) {
        tag = "gradchain/" + name;
    }

    byte[] tag() {
        return tag.getBytes(StandardCharsets.US_ASCII);
    }
}
