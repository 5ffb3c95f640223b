package io.gradchain.node.rpc;

import java.io.ByteArrayOutputStream;

/** Collects bytes up to a limit, and leaves the writer with {@link Full} before it grows beyond. */
final class BoundedBytes extends ByteArrayOutputStream {
    private final int most;

    BoundedBytes(int most) {
        super(256);
        this.most = most;
    }

    /** Unchecked, so that it passes through a JSON writer as it is. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full(int most) {
            super("more than " + most + " bytes", null, false, false);
        }
    }

    @Override
    public synchronized void write(int b) {
        check(1);
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
        check(length);
        super.write(from, offset, length);
    }

    private void check(int more) {
        if (more > most - count) {
            throw new Full(most);
        }
    }
}
