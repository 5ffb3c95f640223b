package io.gradchain.mlvm.builder;

import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.code.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts a program together in Java: declarations first, then functions whose bodies a {@link FunctionBuilder} writes. */
public final class ProgramBuilder {
    private final String name;
    private final List<Field> state = new ArrayList<>();
    private final List<EventType> events = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<Signature> signatures = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();

    public ProgramBuilder(String name) {
        this.name = name;
    }

    public StateRef state(String variable, Type type) {
        state.add(new Field(variable, type));
        return new StateRef(state.size() - 1, type);
    }

    /** Gives the topic. */
    public int event(String event, Field... fields) {
        events.add(new EventType(event, List.of(fields)));
        return events.size() - 1;
    }

    public ProgramBuilder init(List<Field> parameters, Consumer<FunctionBuilder> body) {
        return function("init", Kind.INIT, parameters, Optional.empty(), body);
    }

    public ProgramBuilder external(String function, List<Field> parameters, Consumer<FunctionBuilder> body) {
        return function(function, Kind.EXTERNAL, parameters, Optional.empty(), body);
    }

    public ProgramBuilder view(String function, List<Field> parameters, Type result, Consumer<FunctionBuilder> body) {
        return function(function, Kind.VIEW, parameters, Optional.of(result), body);
    }

    /** A view without parameters that gives a state variable. */
    public ProgramBuilder getter(String function, StateRef variable) {
        return view(function, List.of(), variable.type(), f -> f.returns(f.load(variable)));
    }

    private ProgramBuilder function(
            String function,
            Kind kind,
            List<Field> parameters,
            Optional<Type> result,
            Consumer<FunctionBuilder> write) {
        Signature signature = new Signature(function, kind, parameters, result);
        FunctionBuilder body = new FunctionBuilder(this, signature);
        write.accept(body);
        signatures.add(signature);
        bodies.add(body.build());
        return this;
    }

    /** The index of a message, the same for the same text. */
    int message(String text) {
        if (!messages.contains(text)) {
            messages.add(text);
        }
        return messages.indexOf(text);
    }

    public Program build() {
        return new Program(new Interface(name, state, events, messages, signatures), bodies);
    }
}
