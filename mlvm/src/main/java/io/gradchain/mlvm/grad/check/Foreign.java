package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Decl.Mark;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.syntax.Token;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Bytes;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of other contracts through declared interfaces: {@code Token(address).pay(to, 5, value=1)}. */
final class Foreign {
    /** The most gas of a call whose function says nothing else. */
    private static final int GAS = 10_000_000;

    private static final List<String> MARKS = List.of("view", "gas");

    private final Context c;
    private final Expressions expressions;

    Foreign(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
    }

    /** Marks and types of a function in an interface. */
    static void check(Decl.Function f, Types types, Report report) {
        for (Mark mark : f.marks()) {
            boolean number = mark.argument().filter(Foreign::number).isPresent();
            if (!MARKS.contains(mark.name()) || (mark.name().equals("gas") && !number)) {
                report.add(Diagnostic.error(Code.G056, mark.span(), "a function of an interface has no such mark")
                        .hint("@view says that it changes nothing, @gas(200000) how much gas a call may use"));
            }
        }
        List<GradType> wanted =
                f.parameters().stream().map(p -> types.resolve(p.type())).toList();
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).isPlain() && !(wanted.get(i) instanceof GradType.Struct)) {
                report.add(stateOnly(wanted.get(i), f.parameters().get(i).type().span()));
            }
        }
        f.result().ifPresent(written -> {
            GradType result = types.resolve(written);
            if (!result.isPlain()) {
                report.add(Diagnostic.error(Code.G117, written.span(), "another contract returns one value")
                        .label("this is " + result.text()));
            }
        });
        if (wanted.stream().mapToInt(type -> type.plain().size()).sum() > Limits.FIELDS - 2) {
            report.add(Diagnostic.error(
                    Code.G901, f.span(), "another contract is given at most " + (Limits.FIELDS - 2) + " arguments"));
        }
    }

    private static boolean number(Token token) {
        return token.text().matches("[0-9]{1,9}");
    }

    private static Diagnostic stateOnly(GradType type, Span at) {
        return Diagnostic.error(Code.G117, at, "a " + type.text() + " lives in `state:` only");
    }

    /** The interface function that a call means, if it is of this form. */
    Optional<Decl.Function> function(Expr.Call call) {
        if (!(call.callee() instanceof Expr.Member member)
                || !(member.of() instanceof Expr.Call of)
                || !(of.callee() instanceof Expr.Name name)
                || !c.symbols.interfaces.containsKey(name.name())) {
            return Optional.empty();
        }
        Decl.Interface known = c.symbols.interfaces.get(name.name());
        return Optional.of(known.functions().stream()
                .filter(f -> f.name().equals(member.name()))
                .findFirst()
                .orElseThrow(() -> c.stop(Diagnostic.error(
                                Code.G053, member.at(), "`" + name.name() + "` has no function `" + member.name() + "`")
                        .label(known.span(), "declared here")
                        .hint(Spelling.hint(
                                member.name(),
                                known.functions().stream()
                                        .map(Decl.Function::name)
                                        .toList())))));
    }

    /** The result; true if the function has none. */
    Value call(Decl.Function f, Expr.Call call) {
        boolean view = f.mark("view").isPresent();
        if (c.kind == Kind.PURE) {
            throw c.stop(Code.G152, call.span(), "a pure function calls no other contract");
        }
        if (!view) {
            expressions.requireChange(call.span(), "the call of `" + f.name() + "` may change another contract");
        }
        Expr.Call of = (Expr.Call) ((Expr.Member) call.callee()).of();
        if (of.arguments().size() != 1) {
            throw c.stop(Code.G105, of.span(), "an interface is given one address");
        }
        Expr where = of.arguments().getFirst().value();
        Value address = expressions.value(where, Bytes.ADDRESS);
        c.require(address, Bytes.ADDRESS, where.span(), "the place of the other contract");
        int gas = f.mark("gas")
                .flatMap(Mark::argument)
                .filter(Foreign::number)
                .map(token -> Integer.parseInt(token.text()))
                .orElse(GAS);
        GradType result = f.result().map(c.types::resolve).orElse(Scalar.BOOL);
        List<GradType> wanted = new ArrayList<>();
        f.parameters().forEach(p -> wanted.add(c.types.resolve(p.type())));
        return invoke(f, call, address, wanted, result, view, gas);
    }

    /** Arguments in order, and `value=` for the units paid. */
    Value invoke(
            Decl.Function f,
            Expr.Call call,
            Value address,
            List<GradType> wanted,
            GradType result,
            boolean view,
            int gas) {
        List<Expr> given = new ArrayList<>();
        Value paid = null;
        for (Expr.Argument argument : call.arguments()) {
            String name = argument.name().map(Expr.Name::name).orElse("");
            if (name.equals("value") && !view) {
                paid = expressions.integer(argument.value());
            } else if (name.isEmpty()) {
                given.add(argument.value());
            } else {
                throw c.stop(
                        Code.G105,
                        argument.name().get().span(),
                        "`" + f.name() + "` is given no `" + name + "=`" + (view ? ": a view is not paid" : ""));
            }
        }
        if (given.size() != wanted.size()) {
            throw c.stop(Diagnostic.error(
                            Code.G105,
                            call.span(),
                            "`" + f.name() + "` takes " + Spelling.count(wanted.size(), "argument") + ", here are "
                                    + given.size())
                    .label(f.span(), "declared here"));
        }
        List<Value> in = new ArrayList<>();
        in.add(address);
        for (int i = 0; i < given.size(); i++) {
            Term term = expressions.term(given.get(i), wanted.get(i));
            expressions.require(
                    term,
                    wanted.get(i),
                    given.get(i).span(),
                    "the argument `" + f.parameters().get(i).name() + "`");
            in.addAll(term.values());
        }
        c.to.at(call.span());
        in.add(1, paid == null ? c.to.constant(Scalar.INT, 0) : paid);
        Invocation invocation = new Invocation(c.symbols.message(f.name()), view, gas);
        return c.to.immediate(result, Op.INVOKE, invocation.packed(), in.toArray(Value[]::new));
    }
}
