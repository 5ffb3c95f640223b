package io.gradchain.mlvm.builder;

import io.gradchain.mlvm.code.Type;

/** A register of the function being built. */
public record Ref(int register, Type type) {}
