package io.gradchain.node.api;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Program;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.execution.Account;
import io.gradchain.node.execution.Rerun;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcErrorCode;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcMethods.Param;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcRefusal;
import io.gradchain.node.rpc.RpcResult;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Sources, and traps with the place in them: {@code contract_source}, {@code tx_explain}. */
final class TrapMethods {
    private final NodeParts node;
    private final SourceText sources;
    private final TrapText traps;

    TrapMethods(NodeParts node) {
        this.node = node;
        this.sources = new SourceText(node);
        this.traps = new TrapText(node);
    }

    void register(RpcMethods methods) {
        methods.register(
                "contract_source",
                "The source a contract was compiled from, by the word of who deployed it, with sizes, compiler and code.",
                List.of(Param.required("address", "address", "The contract.")),
                this::source);
        methods.register(
                "tx_explain",
                "Runs a failed transaction again and says where in the source, with which values and why it trapped.",
                List.of(Param.required("hash", "hex of 32 bytes", "The transaction's hash.")),
                this::explain);
    }

    private RpcResult source(RpcParams params) {
        Address address = node.addresses().parse(params, "address");
        Account account = node.finalState().account(address);
        if (!account.isContract()) {
            throw new RpcRefusal(RpcErrorCode.NOT_FOUND.with(
                    "no final contract at " + node.addresses().text(address)));
        }
        byte[] code = node.trees().code(account.code()).orElseThrow();
        ObjectNode json = Json.object()
                .put("address", node.addresses().text(address))
                .put("code", HexFormat.of().formatHex(code));
        ObjectNode sizes = json.putObject("sizes");
        sources.of(address).ifPresent(metadata -> {
            json.put("name", metadata.shown().name()).put("compiler", metadata.compiler());
            json.put("places", metadata.places().isPresent());
            metadata.sizes().forEach(sizes::put);
            metadata.source().ifPresent(text -> json.put("source", text));
        });
        return RpcResult.ok(json);
    }

    private RpcResult explain(RpcParams params) {
        Hash hash = TransactionMethods.hash(params);
        Chain.Inclusion at = node.chain()
                .inclusion(hash)
                .orElseThrow(
                        () -> new RpcRefusal(RpcErrorCode.NOT_FOUND.with("no transaction " + hash + " in a block")));
        SignedTransaction tx = at.block().block().transactions().get(at.index());
        CheckedBlock parent = node.chain().checked(at.block().header().parent()).orElseThrow(() -> pruned(hash));
        return node.on(parent.header(), () -> explain(hash, tx, at, parent));
    }

    private RpcResult explain(Hash hash, SignedTransaction tx, Chain.Inclusion at, CheckedBlock parent) {
        Rerun rerun = new Rerun(node.rules(), node.trees());
        return switch (rerun.of(parent.header(), at.block().block(), at.index(), at.receipt())) {
            case Rerun.Outcome.Pruned() -> throw pruned(hash);
            case Rerun.Outcome.Fine() ->
                throw RpcParams.bad("transaction " + hash.shortHex() + " did not trap: tx_get tells what became of it");
            case Rerun.Outcome.Failed failed -> {
                Address contract = contract(tx);
                ObjectNode json = TrapText.json(traps.read(
                        program(tx, failed),
                        sources.about(tx),
                        failed.trapped(),
                        contract,
                        parent,
                        failed.block(),
                        failed.before()));
                yield RpcResult.ok(json.put("hash", tx.hash().hex())
                        .put("height", Long.toString(at.block().height()))
                        .put("index", at.index())
                        .put("contract", node.addresses().text(contract))
                        .put("gasUsed", Long.toString(failed.trapped().gasUsed())));
            }
        };
    }

    private static RpcRefusal pruned(Hash hash) {
        return new RpcRefusal(
                RpcErrorCode.UNAVAILABLE.with("the state before transaction " + hash.shortHex() + " is not kept here"));
    }

    private static Address contract(SignedTransaction tx) {
        return tx.transaction().payload() instanceof Payload.Call call
                ? call.contract()
                : Address.ofContract(tx.transaction().sender(), tx.transaction().nonce());
    }

    private Program program(SignedTransaction tx, Rerun.Outcome.Failed failed) {
        return switch (tx.transaction().payload()) {
            case Payload.Call call ->
                node.contracts()
                        .program(failed.before().account(call.contract()).code(), failed.before())
                        .program();
            case Payload.Deploy deploy ->
                ((Validation.Accepted) Vm.validate(deploy.code())).program().program();
            case Payload.Transfer transfer -> throw new IllegalStateException("a transfer does not trap");
            case Payload.Stake stake -> throw new IllegalStateException("a change of stake does not trap");
            case Payload.Evidence evidence -> throw new IllegalStateException("evidence does not trap");
        };
    }
}
