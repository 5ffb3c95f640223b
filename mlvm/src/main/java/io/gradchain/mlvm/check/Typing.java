package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import java.util.List;

/** The validator's typing of one instruction, for those who make programs. */
public final class Typing {
    private Typing() {}

    /**
     * The type of what a computing instruction makes.
     *
     * @param wanted sizes constants, zeros, reshape and one_hot; ignored by the others
     * @throws IllegalArgumentException if the instruction does not take these types
     */
    public static Type resultOf(Op op, Type wanted, List<Type> sources) {
        try {
            return TypeRules.type(op, wanted, sources).result();
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(op.mnemonic() + ": " + refusal.getMessage(), refusal);
        }
    }
}
