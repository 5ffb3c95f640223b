package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.syntax.Stmt;
import io.gradchain.mlvm.grad.type.GradType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Checks the statements of a function and writes their nodes; an error costs its statement, the rest is checked. */
final class Statements {
    private final Context c;
    private final Optional<GradType> result;
    private final Expressions expressions;
    private final Assignments assignments;
    private final Loops loops;
    private int depth;
    /** Of a pure function: what it gives, cells if several returns decide it. */
    private Term given;

    Statements(Context context, Optional<GradType> result) {
        this.c = context;
        this.result = result;
        this.expressions = new Expressions(context);
        this.assignments = new Assignments(context, expressions);
        this.loops = new Loops(context, expressions);
    }

    /** The whole body; the value of a pure function, if it has no errors that hide it. */
    Optional<Term> body(Decl.Function f) {
        SortedSet<String> changing = Assigned.inBlocks(f.body(), loops::unrolled);
        assignments.changing(changing);
        boolean returned = block(f.body());
        if (!returned && Assigned.broken(f.body())) {
            return Optional.empty();
        }
        if (result.isPresent() && !returned) {
            c.symbols.report.add(
                    Diagnostic.error(Code.G107, f.last(), "`" + f.name() + "` can end here without a value")
                            .label(f.span(), "it returns " + result.get().text())
                            .hint("end it with `return …`"));
            return Optional.empty();
        }
        if (!returned && c.kind != Kind.PURE) {
            c.to.at(f.last()).effect(Op.RETURN, 0, List.of());
        }
        return Optional.ofNullable(given).map(this::settled);
    }

    private Term settled(Term term) {
        List<Value> values = term.values().stream()
                .map(v -> v.cell() ? c.to.let(v.type(), Op.MOVE, v) : v)
                .toList();
        return Term.of(term.type(), values);
    }

    /** Whether it returns on every way. */
    private boolean block(List<Stmt> statements) {
        for (int i = 0; i < statements.size(); i++) {
            if (c.symbols.report.full()) {
                return true;
            }
            Stmt statement = statements.get(i);
            List<Stmt> rest = statements.subList(i + 1, statements.size());
            boolean split = c.kind == Kind.PURE && statement instanceof Stmt.If f && Assigned.returns(List.of(f));
            if (split && !rest.isEmpty() && !Assigned.alwaysReturns(List.of(statement))) {
                return splitting((Stmt.If) statement, rest);
            }
            boolean returned;
            try {
                returned = statement(statement);
            } catch (Stop stop) {
                assignments.broken(statement);
                returned = Assigned.alwaysReturns(List.of(statement));
            }
            if (returned) {
                if (!rest.isEmpty()) {
                    c.symbols.report.add(Diagnostic.error(
                            Code.G109, rest.getFirst().span(), "this is never reached: the function has returned"));
                }
                return true;
            }
        }
        return false;
    }

    /** A branch of a pure function that returns: what comes behind the `if` belongs to the other branch. */
    private boolean splitting(Stmt.If f, List<Stmt> rest) {
        boolean first = Assigned.alwaysReturns(f.then());
        if (!first && !Assigned.alwaysReturns(f.otherwise())) {
            c.symbols.report.add(Diagnostic.error(
                            Code.G011, f.span(), "in a pure function one branch of this `if` must return in every case")
                    .hint("return in the branch itself, or set a name that `let` declares before the `if`"));
            return true;
        }
        List<Stmt> longer = new ArrayList<>(first ? f.otherwise() : f.then());
        longer.addAll(rest);
        Stmt.If whole = new Stmt.If(f.span(), f.condition(), first ? f.then() : longer, first ? longer : f.otherwise());
        try {
            return statement(whole);
        } catch (Stop stop) {
            return true;
        }
    }

    private boolean statement(Stmt statement) {
        switch (statement) {
            case Stmt.Let let -> let(let);
            case Stmt.Assign assign -> assignments.assign(assign);
            case Stmt.If branch -> {
                return branch(branch);
            }
            case Stmt.For loop -> loop(loop);
            case Stmt.Require require -> require(require);
            case Stmt.Emit emit -> emit(emit);
            case Stmt.Return r -> {
                giveBack(r);
                return true;
            }
            case Stmt.Do d -> perform(d);
            case Stmt.Assert a -> claim(a);
            case Stmt.Pass pass -> {}
            case Stmt.Wrong wrong -> throw Stop.silently();
        }
        return false;
    }

    private void let(Stmt.Let let) {
        Optional<GradType> wanted = let.type().map(c.types::resolve);
        Term term = expressions.term(let.value(), wanted.orElse(null));
        if (wanted.isPresent()) {
            if (term instanceof Term.Many) {
                throw c.stop(Code.G110, let.pattern().span(), "a tuple has no written type");
            }
            expressions.require(term, wanted.get(), let.value().span(), "this");
            if (wanted.get() instanceof GradType.Text && term instanceof Term.One one) {
                // what is assigned later may be longer than this text
                term = new Term.One(c.to.at(let.value().span()).let(wanted.get(), Op.MOVE, one.value()));
            }
        }
        assignments.bind(let.pattern(), term, let.value().span());
    }

    private boolean branch(Stmt.If branch) {
        Value condition = null;
        try {
            condition = expressions.condition(branch.condition());
        } catch (Stop stop) {
            // reported; the branches are still checked
        }
        boolean[] returned = new boolean[2];
        List<Node> then = inner(() -> returned[0] = block(branch.then()));
        List<Node> otherwise = inner(() -> returned[1] = block(branch.otherwise()));
        if (condition != null) {
            c.to.add(new Node.If(condition, then, otherwise, branch.span()));
        }
        return returned[0] && returned[1];
    }

    private List<Node> inner(Runnable write) {
        if (depth == Limits.NESTING) {
            throw c.stop(Code.G012, c.to.at(), "blocks nest more than " + Limits.NESTING + " deep here");
        }
        c.scope.enter();
        depth++;
        List<Node> nodes = c.to.inner(write);
        depth--;
        c.scope.leave();
        return nodes;
    }

    private void loop(Stmt.For loop) {
        if (c.kind == Kind.PURE && Assigned.returns(loop.body())) {
            throw c.stop(Code.G011, loop.span(), "a pure function cannot return from inside a loop, in this compiler");
        }
        Loops.Bound bound = loops.bound(loop);
        if (loops.unrolled(loop)) {
            for (long i = 0; i < bound.most(); i++) {
                c.scope.enter();
                c.to.at(loop.span());
                Value counter = c.to.constant(GradType.Scalar.INT, i);
                counter(loop.counter(), counter);
                block(loop.body());
                c.scope.leave();
                if (c.symbols.report.refuses()) {
                    return;
                }
            }
            return;
        }
        Value counter = c.symbols.ids.value(GradType.Scalar.INT, loop.span());
        List<Node> body = inner(() -> {
            counter(loop.counter(), counter);
            block(loop.body());
        });
        c.to.add(new Node.Loop(counter, bound.rounds(), bound.most(), body, loop.span()));
    }

    private void counter(Expr.Name name, Value counter) {
        c.scope.put(name.name(), new Binding.Local(new Term.One(counter), true, name.span()));
    }

    private void require(Stmt.Require require) {
        if (c.kind == Kind.PURE) {
            throw c.stop(Code.G152, require.span(), "a pure function only computes: `require` stands in its callers");
        }
        Value condition = expressions.condition(require.condition());
        String text = message(require);
        c.to.at(require.span()).effect(Op.REQUIRE, c.symbols.message(text), List.of(condition));
    }

    private String message(Stmt.Require require) {
        if (require.message().isEmpty()) {
            return "the condition does not hold";
        }
        if (require.message().get() instanceof Expr.Text text) {
            if (text.text().getBytes(StandardCharsets.UTF_8).length > Limits.MESSAGE_BYTES) {
                throw c.stop(Code.G156, text.span(), "this text is longer than " + Limits.MESSAGE_BYTES + " bytes");
            }
            return text.text();
        }
        throw c.stop(Code.G156, require.message().get().span(), "the text after `require` is written in quotes");
    }

    private void emit(Stmt.Emit emit) {
        if (!c.kind.writes()) {
            throw c.stop(
                    c.kind == Kind.VIEW ? Code.G151 : Code.G152,
                    emit.span(),
                    c.kind == Kind.VIEW ? "a view announces nothing" : "a pure function only computes");
        }
        if (!(emit.event() instanceof Expr.Call call) || !(call.callee() instanceof Expr.Name name)) {
            throw c.stop(Diagnostic.error(Code.G006, emit.span(), "an event is written like a call")
                    .hint("emit Loss(n_iter_, l)"));
        }
        Symbols.Event event = c.symbols
                .event(name.name())
                .orElseThrow(() ->
                        c.stop(Diagnostic.error(Code.G054, name.span(), "there is no event `" + name.name() + "`")
                                .hint(
                                        c.symbols.events.isEmpty()
                                                ? "declare it in the contract: event " + name.name() + "(…)"
                                                : Spelling.hint(
                                                        name.name(),
                                                        c.symbols.events.stream()
                                                                .map(Symbols.Event::name)
                                                                .toList()))));
        if (call.arguments().size() != event.types().size()) {
            throw c.stop(Diagnostic.error(
                            Code.G105,
                            call.span(),
                            "`" + event.name() + "` has "
                                    + Spelling.count(event.types().size(), "field") + ", here are "
                                    + call.arguments().size())
                    .label(event.span(), "declared here with " + String.join(", ", event.names())));
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < event.types().size(); i++) {
            Expr argument = call.arguments().get(i).value();
            Value value = expressions.value(argument, event.types().get(i));
            c.require(
                    value,
                    event.types().get(i),
                    argument.span(),
                    "the field `" + event.names().get(i) + "`");
            values.add(value);
        }
        c.to.at(emit.span()).effect(Op.EMIT, c.symbols.events.indexOf(event), values);
    }

    private void giveBack(Stmt.Return r) {
        if (result.isEmpty()) {
            if (r.value().isPresent()) {
                throw c.stop(Diagnostic.error(Code.G108, r.span(), "this function announces no result")
                        .hint("write `-> type` in its first line"));
            }
            c.to.at(r.span()).effect(Op.RETURN, 0, List.of());
            return;
        }
        if (r.value().isEmpty()) {
            throw c.stop(
                    Code.G107, r.span(), "this function returns " + result.get().text() + ", here is nothing");
        }
        Term term = expressions.term(r.value().get(), result.get());
        expressions.require(term, result.get(), r.value().get().span(), "the result");
        c.to.at(r.span());
        if (c.kind != Kind.PURE) {
            requireRoom(term.type(), result.get(), r.value().get());
            c.to.effect(Op.RETURN, 0, term.values());
        } else if (depth == 0) {
            given = term;
        } else {
            List<Value> values = term.values();
            if (given == null) {
                given = Term.of(
                        result.get(),
                        result.get().plain().stream()
                                .map(type -> c.symbols.ids.cell(type, r.span()))
                                .toList());
            }
            for (int i = 0; i < values.size(); i++) {
                c.to.add(new Node.Assign(given.values().get(i), values.get(i), r.span()));
            }
        }
    }

    /** Sizes without names fit one another, but the machine gives back no more rows than were announced. */
    private void requireRoom(GradType given, GradType announced, Expr value) {
        boolean runtime =
                announced.isTensor() && given.isTensor() && announced.leading().runtime();
        if (runtime && given.leading().dim().size() > announced.leading().dim().size()) {
            throw c.stop(Diagnostic.error(
                            Code.G102,
                            value.span(),
                            "this can have " + given.leading().dim().size() + " rows, the result at most "
                                    + announced.leading().dim().size())
                    .hint("take fewer rows: fn f[N: size <= 100](X: mat[N, D])"));
        }
    }

    /** Of a test: both sides of a comparison are announced first, so that a failure can show them. */
    private void claim(Stmt.Assert a) {
        if (c.kind != Kind.TEST) {
            throw c.stop(Diagnostic.error(Code.G011, a.span(), "`assert` stands in tests")
                    .hint("in a contract: require condition, \"what is wrong\""));
        }
        Expr condition = a.condition();
        Term term = expressions.compared(condition);
        if (!(term instanceof Term.One one)) {
            throw c.stop(Code.G106, condition.span(), "a condition must be a bool");
        }
        Value holds = one.value();
        c.to.at(a.span());
        if (holds.type().isTensor()) {
            Value least = c.to.let(GradType.Scalar.FIXED, Op.LOWEST, holds);
            holds = c.to.let(GradType.Scalar.BOOL, Op.GT, least, c.to.whole(0));
        }
        if (holds.type() != GradType.Scalar.BOOL) {
            throw c.stop(Diagnostic.error(Code.G106, condition.span(), "a condition must be a bool")
                    .label("this is " + holds.type().text()));
        }
        c.to.effect(Op.REQUIRE, c.symbols.message("the assertion does not hold"), List.of(holds));
    }

    /** A call that stands for what it does, not for what it gives. */
    private boolean acts(Expr.Call call) {
        if (call.callee() instanceof Expr.Name name && name.name().equals("transfer")) {
            transfer(call);
            return true;
        }
        if (expressions.stores.perform(call)) {
            return true;
        }
        boolean other = expressions.entry(call).isPresent()
                || expressions.foreign.function(call).isPresent();
        if (other) {
            expressions.term(call, null);
        }
        return other;
    }

    /** {@code transfer(to, amount)}: units of this contract. */
    private void transfer(Expr.Call call) {
        expressions.requireChange(call.span(), "a transfer changes balances");
        if (call.arguments().size() != 2) {
            throw c.stop(Code.G105, call.span(), "transfer takes an address and an amount: transfer(to, amount)");
        }
        Expr first = call.arguments().get(0).value();
        Value to = expressions.value(first, GradType.Bytes.ADDRESS);
        c.require(to, GradType.Bytes.ADDRESS, first.span(), "who is paid");
        Value amount = expressions.integer(call.arguments().get(1).value());
        c.to.at(call.span()).effect(Op.TRANSFER, 0, List.of(to, amount));
    }

    private void perform(Stmt.Do d) {
        if (d.expression() instanceof Expr.Call call
                && call.callee() instanceof Expr.Member m
                && m.name().equals("append")
                && m.of() instanceof Expr.Name n
                && expressions.dataset(n.name()) >= 0) {
            assignments.append(n, call);
            return;
        }
        if (d.expression() instanceof Expr.Call call && acts(call)) {
            return;
        }
        expressions.term(d.expression(), null);
        throw c.stop(Diagnostic.error(Code.G006, d.span(), "this line computes a value and does nothing with it")
                .hint("give it a name: let x = …"));
    }
}
