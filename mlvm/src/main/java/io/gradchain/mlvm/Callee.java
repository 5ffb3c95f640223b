package io.gradchain.mlvm;

import io.gradchain.mlvm.check.ValidProgram;

/** Another contract that a call enters: its program and its window on the chain. */
public record Callee(ValidProgram program, Host host) {}
