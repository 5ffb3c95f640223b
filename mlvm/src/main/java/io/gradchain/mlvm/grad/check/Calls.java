package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.diff.Differentiator;
import io.gradchain.mlvm.grad.ir.Copy;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Calls of pure functions and of their gradients. */
final class Calls {
    private final Context c;
    private final Expressions expressions;

    Calls(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
    }

    Term call(Expr.Call call) {
        return switch (call.callee()) {
            case Expr.Name name -> plain(name, call);
            case Expr.Call outer when gradient(outer.callee()) != null -> differentiated(outer, call);
            case Expr.Member m
            when m.name().equals("append") ->
                throw c.stop(Code.G114, call.span(), "`append` gives no value: it stands on a line of its own");
            default -> throw c.stop(Code.G053, call.callee().span(), "this cannot be called");
        };
    }

    private static Expr.Name gradient(Expr callee) {
        return callee instanceof Expr.Name n
                        && (n.name().equals("grad") || n.name().equals("value_and_grad"))
                ? n
                : null;
    }

    private Term plain(Expr.Name name, Expr.Call call) {
        if (gradient(name) != null) {
            throw c.stop(Diagnostic.error(Code.G114, call.span(), "`" + name.name() + "(f)` is a function: call it")
                    .hint("write " + name.name() + "(f, wrt=w)(arguments)"));
        }
        Decl.Function declared = declared(name);
        List<Value> results = inline(c.pure.get(declared, name.span()), declared, call);
        return Term.of(c.pure.shape(declared).result(), results);
    }

    private Decl.Function declared(Expr.Name name) {
        Decl.Function declared = c.symbols.functions.get(name.name());
        if (declared == null) {
            List<String> names = Standard.names();
            names.addAll(c.symbols.functions.keySet());
            throw c.stop(Diagnostic.error(Code.G053, name.span(), "there is no function `" + name.name() + "`")
                    .hint(Spelling.hint(name.name(), names)));
        }
        if (!declared.pure()) {
            throw c.stop(Diagnostic.error(Code.G053, name.span(), "`" + name.name() + "` is called from outside only")
                    .hint("put what both need into a `pure fn`"));
        }
        return declared;
    }

    private Term differentiated(Expr.Call outer, Expr.Call call) {
        Expr.Name which = gradient(outer.callee());
        if (outer.arguments().isEmpty()
                || !(outer.arguments().getFirst().value() instanceof Expr.Name name)
                || outer.arguments().getFirst().name().isPresent()) {
            throw c.stop(Diagnostic.error(Code.G105, outer.span(), "`" + which.name() + "` takes a function by name")
                    .hint("write " + which.name() + "(f, wrt=w)(arguments)"));
        }
        Decl.Function declared = declared(name);
        IrFunction function = c.pure.get(declared, name.span());
        GradType result = c.pure.shape(declared).result();
        if (result != GradType.Scalar.FIXED) {
            throw c.stop(Diagnostic.error(Code.G205, name.span(), "`" + name.name() + "` returns no single fixed")
                    .label("it returns " + result.text()));
        }
        boolean tuple = false;
        List<Integer> wrt = new ArrayList<>();
        for (Expr.Argument argument :
                outer.arguments().subList(1, outer.arguments().size())) {
            if (argument.name().isEmpty() || !argument.name().get().name().equals("wrt") || !wrt.isEmpty()) {
                throw c.stop(Code.G105, argument.value().span(), "besides the function only one `wrt=` is given");
            }
            tuple = argument.value() instanceof Expr.Tuple;
            List<Expr> names = argument.value() instanceof Expr.Tuple t ? t.parts() : List.of(argument.value());
            names.forEach(n -> wrt.add(parameter(n, function)));
        }
        if (wrt.isEmpty()) {
            if (function.parameters().isEmpty()
                    || !function.parameters().getFirst().type().isReal()) {
                throw c.stop(Diagnostic.error(Code.G202, outer.span(), "it is not said what to differentiate by")
                        .hint("add wrt=w"));
            }
            wrt.add(0);
        }
        c.pure.differentiated(function, wrt);
        boolean withValue = which.name().equals("value_and_grad");
        IrFunction gradient =
                switch (Differentiator.differentiate(function, wrt, withValue, c.symbols.ids)) {
                    case Differentiator.Result.Done done -> done.function();
                    case Differentiator.Result.Refused refused ->
                        throw c.stop(refused.reason().label(outer.span(), "differentiated here"));
                };
        List<Term> results = inline(gradient, declared, call).stream()
                .map(v -> (Term) new Term.One(v))
                .toList();
        List<Term> slopes = withValue ? results.subList(1, results.size()) : results;
        Term all = tuple ? new Term.Many(slopes) : slopes.getFirst();
        return withValue ? new Term.Many(List.of(results.getFirst(), all)) : all;
    }

    private int parameter(Expr expr, IrFunction function) {
        int index = expr instanceof Expr.Name n ? function.names().indexOf(n.name()) : -1;
        if (index < 0) {
            throw c.stop(Diagnostic.error(Code.G202, expr.span(), "`wrt` names parameters of `" + function.name() + "`")
                    .hint("its parameters are " + String.join(", ", function.names())));
        }
        GradType type = function.parameters().get(index).type();
        if (!type.isReal()) {
            throw c.stop(Diagnostic.error(Code.G204, expr.span(), "there is no gradient with respect to this")
                    .label("it is of type " + type.text()));
        }
        return index;
    }

    /** Arguments, sizes, body. */
    private List<Value> inline(IrFunction callee, Decl.Function declared, Expr.Call call) {
        List<GradType> parameters = c.pure.shape(declared).parameters();
        if (call.arguments().size() != parameters.size()) {
            throw c.stop(Diagnostic.error(
                            Code.G105,
                            call.span(),
                            "`" + declared.name() + "` takes " + Spelling.count(parameters.size(), "argument")
                                    + ", here are " + call.arguments().size())
                    .label(declared.span(), "declared here with " + String.join(", ", callee.names())));
        }
        SortedMap<String, Size> sizes = new TreeMap<>();
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Expr.Argument argument = call.arguments().get(i);
            argument.name().ifPresent(n -> {
                throw c.stop(Code.G105, n.span(), "arguments are given in order, without names");
            });
            GradType wanted = parameters.get(i);
            boolean array = argument.value() instanceof Expr.Array;
            Term given = expressions.term(argument.value(), wanted.isTensor() && !array ? null : wanted);
            bind(given.type(), wanted, sizes);
            String what = "the argument `" + declared.parameters().get(i).name() + "`";
            expressions.require(given, wanted.with(sizes), argument.value().span(), what);
            arguments.addAll(given.values());
        }
        for (Decl.SizeName size : declared.sizes()) {
            if (!sizes.containsKey(size.name())) {
                throw c.stop(Code.G113, size.span(), "no parameter says what the size `" + size.name() + "` is");
            }
        }
        Span at = call.span();
        Optional<Span> place =
                c.symbols.foreign.contains(declared.name()) || c.kind == Kind.TEST ? Optional.of(at) : Optional.empty();
        List<Value> results = Copy.inline(callee, sizes, arguments, place, c.to.at(at));
        c.to.at(at);
        return results;
    }

    private static void bind(GradType given, GradType wanted, SortedMap<String, Size> sizes) {
        if (given instanceof GradType.Vec g && wanted instanceof GradType.Vec w) {
            bind(g.size(), w.size(), sizes);
        } else if (given instanceof GradType.Mat g && wanted instanceof GradType.Mat w) {
            bind(g.rows(), w.rows(), sizes);
            bind(g.cols(), w.cols(), sizes);
        }
    }

    private static void bind(Size given, Size wanted, SortedMap<String, Size> sizes) {
        if (wanted instanceof Size.Generic g) {
            sizes.putIfAbsent(g.name(), given);
        }
    }
}
