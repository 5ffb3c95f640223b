package io.gradchain.cli.bench;

import java.util.Locale;

/** The times that are measured. A transfer's begin when it was <em>meant</em> to be sent, so a late sender hides nothing. */
public enum Stage {
    SENT("intended to sent"),
    ACK("submit to ack"),
    INCLUDED("submit to included"),
    FINAL("submit to final"),
    /** Of every block, at its proposer. */
    PROPOSE_FINAL("propose to final"),
    /** Between new highest heads at the observer. */
    INTERVAL("block interval");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Name in JSON and CSV. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
