package io.gradchain.mlvm;

import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Site.Announced;
import io.gradchain.mlvm.Site.Round;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.Metadata;
import io.gradchain.mlvm.grad.trap.LossCourse;
import io.gradchain.mlvm.grad.trap.Operand;
import io.gradchain.mlvm.grad.trap.Operands;
import io.gradchain.mlvm.grad.trap.Place;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Why a call was undone, for people: what happened where, with which values, and what that usually means. No part of the
 * protocol.
 *
 * @param contract name of the contract
 * @param function empty if none was entered
 * @param pc index of the instruction
 * @param place absent without a source map
 * @param rounds the loops around the place, outermost first
 * @param message the text of the {@code require} that did not hold
 * @param reading what it means, in one line, where something is known
 * @param hint what to do
 */
public record TrapReading(
        Trap trap,
        String contract,
        Optional<String> function,
        int pc,
        Optional<Place> place,
        List<Round> rounds,
        List<Operand> operands,
        Optional<String> message,
        Optional<String> reading,
        String hint) {
    public TrapReading {
        rounds = List.copyOf(rounds);
        operands = List.copyOf(operands);
    }

    /**
     * What is known beside the trap itself.
     *
     * @param earlier what the contract had announced before this call, oldest first; may be cut off
     * @param rates the steps of gradient descent among the state, see {@link #rates}, in decimals
     */
    public record Circumstances(List<Announced> earlier, SortedMap<String, String> rates) {
        public Circumstances {
            earlier = List.copyOf(earlier);
        }
    }

    private static final List<String> RATES = List.of("eta0", "eta", "rate", "learning_rate", "lr");

    /** The state variables of a contract that are the size of a training's step. */
    public static List<String> rates(Interface shown) {
        return RATES.stream()
                .filter(name -> shown.state().stream().anyMatch(f -> f.name().equals(name)))
                .toList();
    }

    /** @param metadata of the deploy, hostile: what does not fit the program is not used */
    public static TrapReading of(
            Program program, Optional<Metadata> metadata, Trapped trapped, Circumstances circumstances) {
        Interface shown = program.shown();
        int function = trapped.function();
        boolean entered = function >= 0 && function < program.bodies().size();
        boolean running = entered
                && !(trapped.pc() == 0 && trapped.site().equals(Site.NONE))
                && trapped.pc() < program.bodies().get(function).instructions().size();
        Optional<Place> place = running ? metadata.flatMap(m -> Place.of(m, function, trapped.pc())) : Optional.empty();
        Optional<Operands> at = running ? Optional.of(new Operands(program, function, trapped.pc())) : Optional.empty();
        List<Operand> operands = at.filter(o -> trapped.trap() != Trap.REQUIRE)
                .map(o ->
                        o.shown(trapped.site().operands(), trapped.index(), place, metadata.flatMap(Metadata::source)))
                .orElse(List.of());
        Optional<Signature> signature = entered ? Optional.of(shown.functions().get(function)) : Optional.empty();
        LossCourse losses = new LossCourse();
        circumstances.earlier().forEach(e -> losses.hear(shown, e.topic(), e.data()));
        trapped.site().events().forEach(e -> losses.hear(shown, e.topic(), e.data()));
        TrapWords words = new TrapWords(program, trapped, signature, at, operands, losses, circumstances.rates());
        return new TrapReading(
                trapped.trap(),
                shown.name(),
                signature.map(Signature::name),
                trapped.pc(),
                place,
                trapped.site().rounds(),
                operands,
                trapped.trap() == Trap.REQUIRE ? shown.message(trapped.index()) : Optional.empty(),
                words.reading(),
                words.hint());
    }

    /** OVERFLOW: what the trap is, with the contract's own text if it has one. */
    public String headline() {
        return trap + ": " + message.orElse(trap.cause());
    }

    /** The loops around the place: {@code iteration 11 of 64}, outermost first; empty where there are none. */
    public String iterations() {
        StringBuilder out = new StringBuilder();
        for (Round round : rounds) {
            out.append(out.isEmpty() ? "" : ", ")
                    .append("iteration ")
                    .append(round.index() + 1)
                    .append(" of ")
                    .append(round.of());
        }
        return out.toString();
    }

    /** All of it as a frame like the compiler's. */
    public String text() {
        return TrapFrame.text(this);
    }
}
