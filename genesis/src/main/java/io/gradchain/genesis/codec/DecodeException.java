package io.gradchain.genesis.codec;

/** Bytes from outside that are not the canonical form of anything; the offset says where the reader stopped. */
public final class DecodeException extends RuntimeException {
    private final int offset;

    public DecodeException(String reason, int offset) {
        super(reason + " at byte " + offset, null, false, false);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
