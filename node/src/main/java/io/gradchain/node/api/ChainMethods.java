package io.gradchain.node.api;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.Replay;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcErrorCode;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcMethods.Param;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcRefusal;
import io.gradchain.node.rpc.RpcResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** Blocks: {@code chain_*}. */
final class ChainMethods {
    /** Longest wait of one call, in ms. */
    static final long MAX_WAIT = 60_000;

    private static final Param BLOCK = Param.required("block", "height, hash, \"latest\" or \"final\"", "Which block.");

    private final NodeParts node;
    private final ChainText text;

    ChainMethods(NodeParts node) {
        this.node = node;
        this.text = new ChainText(node);
    }

    void register(RpcMethods methods) {
        methods.register(
                "chain_block",
                "A block's header and the hashes of its transactions.",
                List.of(BLOCK),
                params -> RpcResult.ok(text.block(block(params))));
        methods.register(
                "chain_header",
                "A block's whole header in words and as bytes, its epoch, and the proof that made exactly it final, if any.",
                List.of(BLOCK),
                params -> RpcResult.ok(text.header(block(params))));
        methods.register("chain_stateRoot", "The root of the state after a block.", List.of(BLOCK), this::stateRoot);
        methods.register(
                "chain_verifyBlock",
                "Executes a block again: on the parent's state, and from nothing but the state nodes it touches.",
                List.of(BLOCK),
                this::verify);
        methods.register(
                "chain_waitFinal",
                "Answers once the final block is at that height or above, or the time is over.",
                List.of(
                        Param.required("height", "u64 string", "Height to wait for."),
                        Param.optional("timeoutMillis", "u64 string", "At most 60000, which is the default.")),
                this::waitFinal);
    }

    private CheckedBlock block(RpcParams params) {
        String which = params.find("block")
                .filter(n -> n.isString())
                .map(n -> n.stringValue())
                .orElse("");
        Optional<CheckedBlock> found;
        if (which.equals("latest")) {
            found = Optional.of(node.chain().head());
        } else if (which.equals("final")) {
            found = node.chain().checked(node.chain().finalHash());
        } else if (which.matches("(0x)?[0-9a-fA-F]{64}")) {
            found = node.chain().checked(Hash.fromHex(which));
        } else {
            long height = params.number("block");
            found = node.chain().at(height);
            if (found.isEmpty() && height < node.chain().finalizedHeader().height()) {
                throw new RpcRefusal(RpcErrorCode.NOT_KEPT.with("block " + height));
            }
        }
        return found.orElseThrow(() -> new RpcRefusal(RpcErrorCode.NOT_FOUND.with("no block " + params.node("block"))));
    }

    private RpcResult stateRoot(RpcParams params) {
        CheckedBlock block = block(params);
        return RpcResult.ok(Json.object()
                .put("height", Long.toString(block.height()))
                .put("block", block.block().hash().hex())
                .put("stateRoot", block.header().stateRoot().hex())
                .put("final", node.chain().isFinal(block.block().hash())));
    }

    private RpcResult verify(RpcParams params) {
        CheckedBlock block = block(params);
        if (block.height() == 0) {
            throw RpcParams.bad("block zero is not executed, it follows from the chain spec");
        }
        CheckedBlock parent = node.chain()
                .checked(block.header().parent())
                .orElseThrow(() -> new RpcRefusal(RpcErrorCode.NOT_KEPT.with("the parent of block " + block.height())));
        Replay.Result result =
                node.on(parent.header(), () -> Replay.of(node.rules(), node.store(), parent.header(), block));
        ObjectNode json = Json.object()
                .put("ok", result.ok())
                .put("height", Long.toString(block.height()))
                .put("block", block.block().hash().hex())
                .put("transactions", block.block().transactions().size())
                .put("gasUsed", Long.toString(block.header().gasUsed()))
                .put("stateRoot", block.header().stateRoot().hex())
                .put("parentStateRoot", parent.header().stateRoot().hex())
                .put("receiptRoot", block.header().receiptRoot().hex())
                .put("proofNodes", result.nodes())
                .put("proofBytes", Long.toString(result.bytes()))
                .put("micros", Long.toString(result.nanos() / 1_000));
        result.difference().ifPresent(difference -> json.put("difference", difference));
        return RpcResult.ok(json);
    }

    private RpcResult waitFinal(RpcParams params) {
        CompletableFuture<Boolean> there = node.watch().height(params.number("height"), timeout(params));
        return new RpcResult.Later(
                there,
                () -> RpcResult.ok(Json.object()
                        .put("reached", there.join())
                        .put(
                                "finalHeight",
                                Long.toString(node.chain().finalizedHeader().height()))));
    }

    /** The caller's patience in ms. */
    static long timeout(RpcParams params) {
        return Math.min(MAX_WAIT, params.findNumber("timeoutMillis").orElse(MAX_WAIT));
    }
}
