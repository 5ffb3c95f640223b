package io.gradchain.consensus.dpos;

/** Why a peer is penalised (C-260): only for what no honest peer sends. */
public enum Penalty {
    MALFORMED("C-261", "a message that does not decode"),
    FORGED_VOTE("C-262", "a vote whose signature is wrong or whose signer is no member"),
    FORGED_CERTIFICATE("C-263", "a certificate that is no quorum's"),
    WRONG_PRODUCER("C-264", "a block that is not of its slot's producer"),
    MISFIT_BLOCK("C-265", "a block that its signature or its certificate does not belong to"),
    WRONG_SEAL("C-266", "a block whose seal contradicts its own chain"),
    FALSE_FINALITY("C-267", "a proof of finality that proves nothing");

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
