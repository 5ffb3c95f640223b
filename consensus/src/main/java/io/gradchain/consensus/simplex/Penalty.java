package io.gradchain.consensus.simplex;

/** Why a peer is penalised (C-60): only for what no honest peer sends. */
public enum Penalty {
    MALFORMED("C-61", "a message that does not decode"),
    FORGED_VOTE("C-62", "a vote whose signature is wrong or whose signer is no member"),
    FORGED_CERTIFICATE("C-63", "a certificate that is no quorum's"),
    WRONG_LEADER("C-64", "a proposal or Build that is not the leader's"),
    MISFIT_PROPOSAL("C-65", "a proposal whose signature names another block or view"),
    EXCESSIVE_BUILD("C-66", "a Build above the block gas limit");

    private final String code;
    private final String words;

    Penalty(String code, String words) {
        this.code = code;
        this.words = words;
    }

    public String code() {
        return code;
    }

    public String reason() {
        return code + " " + words;
    }
}
