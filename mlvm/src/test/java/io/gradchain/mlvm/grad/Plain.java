package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.grad.CompileResult.Compiled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** The two regressions without any option: the sources that programs built by hand are compared with. */
final class Plain {
    static final int FEATURES = 4;
    static final int CAP = 40;

    private Plain() {}

    static String source(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/contracts/" + name + ".grad"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Compiled compiled(String name) {
        TreeMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", FEATURES);
        sizes.put("CAP", CAP);
        return (Compiled) Compiler.compile(source(name), sizes);
    }
}
