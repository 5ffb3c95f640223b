package io.gradchain.node.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts of a node whose logs are turned up and down one by one, each the package that writes them. */
public enum LogModule {
    NODE("io.gradchain.node"),
    CONSENSUS("io.gradchain.node.runtime"),
    CHAIN("io.gradchain.node.chain"),
    EXECUTION("io.gradchain.node.execution"),
    MEMPOOL("io.gradchain.node.mempool"),
    NETWORK("io.gradchain.node.network"),
    RELAY("io.gradchain.node.relay"),
    SYNC("io.gradchain.node.sync"),
    RPC("io.gradchain.node.rpc");

    private final String logger;

    LogModule(String logger) {
        this.logger = logger;
    }

    /** Name of the logger that stands above all of the module. */
    public String logger() {
        return logger;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LogModule> find(String id) {
        return Arrays.stream(values()).filter(module -> module.id().equals(id)).findFirst();
    }
}
