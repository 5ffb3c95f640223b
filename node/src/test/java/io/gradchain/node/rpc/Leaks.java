package io.gradchain.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.util.ResourceLeakDetector;
import java.lang.reflect.Field;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Has every buffer watched while a test runs, and fails it if one was collected without being released. */
final class Leaks implements AutoCloseable {
    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    private final ResourceLeakDetector<?> detector = detector();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    Leaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        detector.setLeakListener((type, records) -> leaks.add(type + records));
    }

    /** Netty keeps the detector of its buffers to itself. */
    private static ResourceLeakDetector<?> detector() {
        try {
            Field field =
                    UnpooledHeapByteBuf.class.getSuperclass().getSuperclass().getDeclaredField("leakDetector");
            field.setAccessible(true);
            return (ResourceLeakDetector<?>) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        System.gc();
        // A leak is told of when the next buffers are made.
        for (int i = 0; i < 100; i++) {
            ByteBufAllocator.DEFAULT.buffer(16).release();
        }
        detector.setLeakListener(null);
        ResourceLeakDetector.setLevel(before);
        assertThat(leaks).isEmpty();
    }
}
