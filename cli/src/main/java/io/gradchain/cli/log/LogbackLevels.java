package io.gradchain.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.gradchain.node.log.LogLevels;
import org.slf4j.LoggerFactory;

/** Sets levels of Logback. Found by its name in {@code META-INF/services}. */
public final class LogbackLevels implements LogLevels {
    @Override
    public String of(String logger) {
        return logger(logger).getEffectiveLevel().toString();
    }

    @Override
    public void set(String logger, String level) {
        logger(logger).setLevel(Level.toLevel(level));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
