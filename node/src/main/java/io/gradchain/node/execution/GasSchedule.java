package io.gradchain.node.execution;

import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.gas.GasTable;

/**
 * What a transaction costs outside the VM (E-4), in gas; 1 gas is about 1 ns of one core of the reference machine, where
 * checking one Ed25519 signature takes about 150 µs and writing one account about 20 µs.
 */
public final class GasSchedule {
    /** One signature, two account writes, one receipt. */
    public static final long TRANSACTION = 200_000;
    /** Decoding, hashing and keeping one byte of the envelope. */
    public static final long ENVELOPE_BYTE = 20;
    /** An account that was not there before: its bytes at the price of new state, and its path in the tree. */
    public static final long NEW_ACCOUNT = 40_000;
    /** Validating one byte of code and keeping it for ever. */
    public static final long CODE_BYTE = GasTable.VALIDATED_BYTE + 200;

    /** The records a change of stake writes, some of them new. */
    public static final long STAKE = 200_000;
    /** Two signatures, the committee they belong to, and the records of the guilty. */
    public static final long EVIDENCE = 1_000_000;

    private GasSchedule() {}

    /** Charged before anything is done; a gas limit below it never enters a block. */
    public static long intrinsic(SignedTransaction tx) {
        long gas = TRANSACTION + ENVELOPE_BYTE * tx.size();
        return switch (tx.transaction().payload()) {
            case Payload.Deploy deploy -> gas + NEW_ACCOUNT + CODE_BYTE * deploy.code().length;
            case Payload.Transfer transfer -> gas;
            case Payload.Call call -> gas;
            case Payload.Stake stake -> gas + STAKE;
            case Payload.Evidence evidence -> gas + EVIDENCE;
        };
    }
}
