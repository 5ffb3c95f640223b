package io.gradchain.node.api;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.execution.Account;
import io.gradchain.node.execution.TxRule;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcErrorCode;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcMethods.Param;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcRefusal;
import io.gradchain.node.rpc.RpcResult;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Transactions and accounts: {@code tx_*}, {@code account_get}. */
final class TransactionMethods {
    private static final Param HASH = Param.required("hash", "hex of 32 bytes", "The transaction's hash.");

    private final NodeParts node;
    private final ChainText text;
    private final ForgeryToll toll = new ForgeryToll();

    TransactionMethods(NodeParts node) {
        this.node = node;
        this.text = new ChainText(node);
    }

    void register(RpcMethods methods) {
        methods.register(
                "tx_submit",
                "Takes a signed transaction into the mempool, or says by which rule (TX-…) it is refused.",
                List.of(Param.required("raw", "hex", "The canonical encoding of the signed envelope.")),
                this::submit);
        methods.register(
                "tx_get",
                "A transaction with its status (pending, included, final) and its receipt.",
                List.of(HASH),
                params -> get(hash(params)));
        methods.register(
                "tx_wait",
                "As tx_get, but answers only once the transaction is final or the time is over.",
                List.of(HASH, Param.optional("timeoutMillis", "u64 string", "At most 60000, which is the default.")),
                this::waitFinal);
        methods.register(
                "account_get",
                "An account after the newest final block, and the nonce its next transaction should have.",
                List.of(Param.required("address", "address", "Whose account.")),
                this::account);
    }

    private RpcResult submit(RpcParams params) {
        byte[] raw = params.bytes("raw", SignedTransaction.MAX_BYTES);
        SignedTransaction tx;
        try {
            tx = SignedTransaction.decode(raw);
        } catch (DecodeException e) {
            return refused(TxRule.MALFORMED, e.getMessage());
        }
        return switch (node.submit().apply(tx)) {
            case Admission.Accepted accepted ->
                RpcResult.ok(Json.object().put("hash", accepted.hash().hex()));
            case Admission.Refused(TxRule rule, String detail)
            when rule == TxRule.BAD_SIGNATURE ->
                new RpcResult.Later(toll.due(System.nanoTime()), () -> refused(rule, detail));
            case Admission.Refused(TxRule rule, String detail) -> refused(rule, detail);
        };
    }

    private static RpcResult refused(TxRule rule, String detail) {
        return RpcResult.rejected(rule.id(), rule.title() + (detail.isEmpty() ? "" : ": " + detail), rule.hint());
    }

    private RpcResult get(Hash hash) {
        Optional<Chain.Inclusion> inclusion = node.chain().inclusion(hash);
        if (inclusion.isPresent()) {
            Chain.Inclusion at = inclusion.get();
            return RpcResult.ok(text.included(at.block(), at.index(), at.isFinal()));
        }
        SignedTransaction waiting = node.mempool()
                .get(hash)
                .orElseThrow(() -> new RpcRefusal(RpcErrorCode.NOT_FOUND.with("no transaction " + hash)));
        ObjectNode json = Json.object().put("hash", hash.hex()).put("status", "pending");
        json.set("transaction", text.transaction(waiting));
        return RpcResult.ok(json);
    }

    private RpcResult waitFinal(RpcParams params) {
        Hash hash = hash(params);
        return new RpcResult.Later(node.watch().transaction(hash, ChainMethods.timeout(params)), () -> get(hash));
    }

    static Hash hash(RpcParams params) {
        byte[] bytes = params.bytes("hash", Hash.BYTES);
        if (bytes.length != Hash.BYTES) {
            throw RpcParams.bad("hash has " + bytes.length + " bytes, not 32");
        }
        return Hash.of(bytes);
    }

    private RpcResult account(RpcParams params) {
        Address address = node.addresses().parse(params, "address");
        Account account = node.finalState().account(address);
        return RpcResult.ok(Json.object()
                .put("address", node.addresses().text(address))
                .put("balance", Long.toString(account.balance().units()))
                .put("nonce", Long.toString(account.nonce()))
                .put("nextNonce", Long.toString(node.mempool().nextNonce(address)))
                .put("contract", account.isContract())
                .put("code", account.code().hex())
                .put("storageRoot", account.storage().hex())
                .put("height", Long.toString(node.chain().finalizedHeader().height())));
    }
}
