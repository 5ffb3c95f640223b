package io.gradchain.fuzz;

import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Metadata;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Programs, what is said about them, and arguments of calls. */
final class MachineDecoders {
    private MachineDecoders() {}

    static List<Decoder> all() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", 3);
        ContractSource source = ContractSource.named("linear");
        Compiled compiled = source.compile(sizes);
        Metadata metadata = Metadata.of(compiled, sizes, source.text());
        return List.of(
                Decoder.canonical(
                                "program",
                                Program::decode,
                                Program::encoded,
                                List.of(compiled.program().encoded()))
                        .taking(256, 64 << 10)
                        .costing(6),
                Decoder.part(
                                "interface",
                                Interface::read,
                                Interface::write,
                                List.of(compiled.shown().encoded()))
                        .taking(64, 8 << 10),
                Decoder.canonical("metadata", Metadata::decode, Metadata::encoded, List.of(metadata.encoded()))
                        .taking(64, 64 << 10)
                        .costing(6));
    }
}
