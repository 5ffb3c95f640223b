package io.gradchain.node.log;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Levels of logs at run time. The node writes logs through an interface that cannot set levels; who brings the library
 * behind it provides this too, as a service. Nodes of one process share their levels.
 */
public interface LogLevels {
    /** From silence to everything. */
    List<String> LEVELS = List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    /** The level in force for a logger. */
    String of(String logger);

    /** @param level one of {@link #LEVELS} */
    void set(String logger, String level);

    /** Those of this process; empty where nobody provides them. */
    static Optional<LogLevels> find() {
        return ServiceLoader.load(LogLevels.class).findFirst();
    }
}
