package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.grad.report.Span;

/** Calls and loops written out make more nodes than a compilation may have; caught by the compiler's door. */
public final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Span at;

    TooLongException(Span at) {
        super(null, null, false, false);
        this.at = at;
    }

    public Span at() {
        return at;
    }
}
