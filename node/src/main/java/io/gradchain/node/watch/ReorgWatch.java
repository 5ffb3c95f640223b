package io.gradchain.node.watch;

import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.Reorg;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts changes of branch since the node started, and logs those that took something back. */
public final class ReorgWatch implements ChainListener {
    private static final Logger LOG = LoggerFactory.getLogger(ReorgWatch.class);

    private final String name;
    private volatile Seen seen = new Seen(0, 0);

    /** @param deepest blocks the head left behind at most */
    public record Seen(long count, long deepest) {}

    public ReorgWatch(String name) {
        this.name = name;
    }

    public Seen seen() {
        return seen;
    }

    @Override
    public void reorganised(Reorg reorg) {
        seen = new Seen(seen.count + 1, Math.max(seen.deepest, reorg.depth()));
        LOG.info(
                "event=reorg node={} from={} to={} depth={}",
                name,
                reorg.before().block(),
                reorg.after().block(),
                reorg.depth());
    }

    @Override
    public void reverted(List<CheckedBlock> blocks) {
        LOG.warn(
                "event=final-blocks-undone node={} blocks={} from={}",
                name,
                blocks.size(),
                blocks.getLast().block());
    }

    @Override
    public void headChanged(CheckedBlock head) {}

    @Override
    public void finalized(List<CheckedBlock> blocks) {}
}
