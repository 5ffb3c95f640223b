package io.gradchain.mlvm.builder;

import io.gradchain.mlvm.code.Type;

/** A state variable of the program being built. */
public record StateRef(int index, Type type) {}
