package io.gradchain.node.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** This process and the disk it writes to; where the system does not tell, a figure is −1. */
public final class Machine {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {}

    /** CPU time of the whole process in ns. */
    public static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    public static long openDescriptors() {
        return SYSTEM instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : -1;
    }

    public static long maxDescriptors() {
        return SYSTEM instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : -1;
    }

    public static long heapUsed() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    public static long heapMax() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
    }

    static long threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Time all collectors took, in ms. */
    static long collectionMillis() {
        return collectors(GarbageCollectorMXBean::getCollectionTime);
    }

    static long collections() {
        return collectors(GarbageCollectorMXBean::getCollectionCount);
    }

    private static long collectors(ToLongFunction<GarbageCollectorMXBean> figure) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(figure)
                .sum();
    }

    static double startSeconds() {
        return ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
    }

    /** Bytes this user may still write beside {@code path}. */
    public static long diskFree(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }
}
