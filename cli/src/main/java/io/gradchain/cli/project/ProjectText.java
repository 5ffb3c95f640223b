package io.gradchain.cli.project;

import io.gradchain.cli.data.BundledData;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.syntax.Parser;
import java.util.List;
import java.util.Optional;

/** Writes the {@code gradchain.toml} of a new project. */
final class ProjectText {
    /** Rows a contract is to hold that comes with data. */
    private static final int ROWS = 1000;
    /** A size that the source leaves open. */
    private static final int SMALL = 4;

    private ProjectText() {}

    static String of(Template template) {
        Decl.Contract contract =
                Parser.parse(template.source(), new Report()).contract().orElseThrow();
        StringBuilder out =
                new StringBuilder("# For gradchain build, deploy, fmt and contract; options win over it.\n");
        out.append("contract = \"contract.grad\"\n");
        List<String> sizes = contract.sizes().stream()
                .map(size -> size.name() + " = " + size(size, template.data()))
                .toList();
        table(out, "sizes", sizes);
        List<String> params = contract.members().stream()
                .filter(Decl.Param.class::isInstance)
                .map(member -> param((Decl.Param) member))
                .toList();
        table(out, "params", params);
        template.data().ifPresent(data -> {
            out.append("\n[data]\nfile = \"data/").append(data.label()).append(".csv\"\n");
            out.append("target = \"").append(data.target()).append("\"\n");
        });
        return out.toString();
    }

    private static void table(StringBuilder out, String name, List<String> lines) {
        if (!lines.isEmpty()) {
            out.append("\n[").append(name).append("]\n");
            lines.forEach(line -> out.append(line).append('\n'));
        }
    }

    private static String param(Decl.Param param) {
        return param.initial()
                .flatMap(ProjectText::literal)
                .map(value -> param.name() + " = " + value)
                .orElse("# " + param.name() + " = \"\"  # " + param.type().name());
    }

    private static String size(Decl.SizeName size, Optional<BundledData> data) {
        if (data.isPresent() && size.name().equals("D")) {
            return Integer.toString(data.get().samples().names().size());
        }
        if (data.isPresent() && size.name().equals("CAP")) {
            return Integer.toString(ROWS);
        }
        return size.bound()
                .map(bound -> bound.text().replace("_", ""))
                .filter(text -> text.matches("[0-9]+"))
                .orElse(Integer.toString(SMALL));
    }

    private static Optional<String> literal(Expr value) {
        return switch (value) {
            case Expr.Literal l -> Optional.of(l.digits());
            case Expr.Truth t -> Optional.of(Boolean.toString(t.value()));
            case Expr.Unary u
            when u.operator().equals("-") && u.of() instanceof Expr.Literal l -> Optional.of("-" + l.digits());
            default -> Optional.empty();
        };
    }
}
