package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests and answers of one connection, in both directions. */
final class Exchanges {
    private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);
    private static final int NUMBER = Integer.BYTES;

    private final PublicKey peer;
    private final int limit;
    private final PeerHandler handler;
    private final Line line;
    private final OpenRequests asked;
    private final AtomicInteger owed = new AtomicInteger();

    /** The connection. */
    interface Line {
        SendOutcome queue(Frame frame, boolean urgent);

        void later(Runnable step, long millis);
    }

    Exchanges(PublicKey peer, NetworkLimits limits, PeerHandler handler, Line line) {
        this.peer = peer;
        this.limit = limits.maxRequests();
        this.handler = handler;
        this.line = line;
        this.asked = new OpenRequests(limit);
    }

    CompletableFuture<Reply> request(byte[] body, Duration timeout) {
        if (body.length + NUMBER > FrameKind.REQUEST.maxBytes()) {
            return CompletableFuture.completedFuture(new Reply.Failed(PeerError.TOO_LARGE));
        }
        OpenRequests.Opened opened = asked.open();
        if (opened.number() > 0) {
            Reply late = new Reply.Failed(PeerError.TIMEOUT);
            line.later(() -> asked.complete(opened.number(), late), timeout.toMillis());
            if (line.queue(numbered(FrameKind.REQUEST, opened.number(), body), false) != SendOutcome.QUEUED) {
                asked.notSent(opened.number());
            }
        }
        return opened.reply();
    }

    boolean expectsAnswer() {
        return asked.expectsAnswer();
    }

    void closeAll() {
        asked.closeAll();
    }

    /** Takes a frame of an exchange; false when it has no number. */
    boolean take(Frame frame) {
        if (frame.body().length < NUMBER) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(frame.body());
        int number = in.getInt();
        byte[] body = new byte[in.remaining()];
        in.get(body);
        if (frame.kind() == FrameKind.ANSWER) {
            asked.answered(number, new Reply.Answered(body));
        } else if (frame.kind() == FrameKind.DECLINE) {
            asked.answered(number, new Reply.Failed(PeerError.DECLINED));
        } else if (owed.incrementAndGet() > limit) {
            new OwedAnswer(number).decline();
        } else {
            handler.requested(peer, body, new OwedAnswer(number));
        }
        return true;
    }

    /** Declines a request that is one too many; one without a number is not answered at all. */
    void decline(Frame request) {
        if (request.body().length >= NUMBER) {
            decline(ByteBuffer.wrap(request.body()).getInt());
        }
    }

    private void decline(int number) {
        line.queue(numbered(FrameKind.DECLINE, number, new byte[0]), true);
    }

    private static Frame numbered(FrameKind kind, int number, byte[] body) {
        return new Frame(
                kind,
                ByteBuffer.allocate(NUMBER + body.length)
                        .putInt(number)
                        .put(body)
                        .array());
    }

    /** The one answer to one request of the peer. */
    private final class OwedAnswer implements PeerHandler.Answer {
        private final int number;
        private final AtomicBoolean given = new AtomicBoolean();

        OwedAnswer(int number) {
            this.number = number;
        }

        @Override
        public void answer(byte[] body) {
            if (body.length + NUMBER > FrameKind.ANSWER.maxBytes()) {
                LOG.error("event=answer-too-large peer={} bytes={}", peer, body.length);
                decline();
            } else if (given.compareAndSet(false, true)) {
                owed.decrementAndGet();
                if (line.queue(numbered(FrameKind.ANSWER, number, body), false) == SendOutcome.QUEUE_FULL) {
                    Exchanges.this.decline(number);
                }
            }
        }

        @Override
        public void decline() {
            if (given.compareAndSet(false, true)) {
                owed.decrementAndGet();
                Exchanges.this.decline(number);
            }
        }
    }
}
