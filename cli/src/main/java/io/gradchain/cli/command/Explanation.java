package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.genesis.fault.ErrorCode;
import io.gradchain.genesis.fault.GenesisError;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.node.execution.ExecutionFailure;
import io.gradchain.node.execution.TxRule;
import io.gradchain.node.execution.staking.StakingFailure;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.network.PeerError;
import io.gradchain.node.rpc.RpcErrorCode;
import io.gradchain.storage.fault.StorageError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a code of an error means.
 *
 * @param whose who reports it
 * @param hint may be empty
 */
record Explanation(String code, String whose, String meaning, String hint) {
    /** One of each kind. */
    static final List<String> EXAMPLES =
            List.of("G102", "V-01", "TX-05", "EX-1104", "X-20", "N-101", "P-02", "R-04", "S-101", "G-101");

    static Optional<Explanation> find(String code) {
        return all().stream().filter(e -> e.code.equals(code)).findFirst();
    }

    private static List<Explanation> all() {
        List<Explanation> all = new ArrayList<>();
        for (Code c : Code.values()) {
            all.add(new Explanation(c.name(), "the compiler of Grad", c.explanation(), ""));
        }
        for (Trap t : Trap.values()) {
            all.add(new Explanation(t.id(), "a call that was undone", t.cause(), t.hint()));
        }
        for (PeerError p : PeerError.values()) {
            all.add(new Explanation(p.code(), "the network between nodes", p.summary(), p.hint()));
        }
        for (RpcErrorCode r : RpcErrorCode.values()) {
            all.add(new Explanation(r.code(), "the JSON-RPC of a node", r.summary(), r.hint()));
        }
        add(all, "a transaction that was refused", TxRule.values());
        add(all, "a transaction that was undone", ExecutionFailure.values());
        add(all, "a transaction about stake that was undone", StakingFailure.values());
        add(all, "a node", NodeError.values());
        add(all, "the database", StorageError.values());
        add(all, "addresses, amounts and chain specs", GenesisError.values());
        add(all, "this command line", CliError.values());
        return all;
    }

    private static void add(List<Explanation> all, String whose, ErrorCode... codes) {
        Arrays.stream(codes).forEach(c -> all.add(new Explanation(c.id(), whose, c.title(), c.hint())));
    }
}
