package io.gradchain.cli.training;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.CompileResult;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Compiler;
import java.util.Arrays;
import java.util.SortedMap;

/** Whether code is what this compiler makes of a source, byte for byte. */
public sealed interface Verification {
    record Same() implements Verification {}

    /** @param where the first function or other part that differs */
    record Differs(String where) implements Verification {}

    /** It differs, which another compiler explains as well. */
    record OtherCompiler(int version) implements Verification {}

    /** @param compiler that the code is said to be of */
    static Verification of(byte[] code, String source, SortedMap<String, Integer> sizes, int compiler) {
        String where =
                switch (Compiler.compile(source, sizes)) {
                    case CompileResult.Refused refused -> "the source does not compile with these sizes";
                    case Compiled compiled ->
                        Arrays.equals(compiled.program().encoded(), code) ? "" : difference(compiled.program(), code);
                };
        if (where.isEmpty()) {
            return new Same();
        }
        return compiler == Compiler.VERSION ? new Differs(where) : new OtherCompiler(compiler);
    }

    private static String difference(Program ours, byte[] code) {
        Program theirs;
        try {
            theirs = Program.decode(code);
        } catch (DecodeException foreign) {
            return "the code on the chain is of another format";
        }
        Interface shown = theirs.shown();
        if (!ours.shown().name().equals(shown.name())) {
            return "the contract is called " + shown.name() + ", not "
                    + ours.shown().name();
        }
        if (!ours.shown().state().equals(shown.state())) {
            return "the state variables differ";
        }
        for (int i = 0; i < Math.min(ours.bodies().size(), theirs.bodies().size()); i++) {
            if (!ours.shown().functions().get(i).equals(shown.functions().get(i))
                    || !ours.bodies().get(i).equals(theirs.bodies().get(i))) {
                return "function " + shown.functions().get(i).name() + " differs";
            }
        }
        return ours.bodies().size() == theirs.bodies().size()
                ? "the events or messages differ"
                : "it has " + theirs.bodies().size() + " functions, the source "
                        + ours.bodies().size();
    }
}
