package io.gradchain.mlvm.grad.show;

import java.util.List;

/** An expression of Grad. */
sealed interface Formula {
    /** A name, or a number that is no fixed. */
    record Word(String text) implements Formula {}

    /** A fixed. */
    record Real(long raw) implements Formula {}

    /** @param operator {@code -} or {@code not} */
    record Prefix(String operator, Formula of) implements Formula {}

    record Pair(String operator, Formula left, Formula right) implements Formula {}

    record Call(String function, List<Formula> arguments) implements Formula {
        public Call {
            arguments = List.copyOf(arguments);
        }

        public Call(String function, Formula... arguments) {
            this(function, List.of(arguments));
        }
    }

    record Element(Formula of, List<Formula> indices) implements Formula {
        public Element {
            indices = List.copyOf(indices);
        }
    }

    /** A vec written out. */
    record Listed(List<Formula> parts) implements Formula {
        public Listed {
            parts = List.copyOf(parts);
        }
    }

    /** How many words and numbers it has. */
    default int weight() {
        return switch (this) {
            case Word w -> 1;
            case Real n -> 1;
            case Prefix p -> p.of.weight();
            case Pair p -> p.left.weight() + p.right.weight();
            case Call c -> 1 + c.arguments.stream().mapToInt(Formula::weight).sum();
            case Element e -> 1 + e.of.weight();
            case Listed l -> 1 + l.parts.stream().mapToInt(Formula::weight).sum();
        };
    }

    /** Whether it is short enough to be said again instead of being given a name. */
    default boolean plain() {
        return switch (this) {
            case Word w -> true;
            case Real n -> true;
            case Prefix p -> p.of instanceof Word;
            case Pair p -> false;
            case Call c ->
                (c.function.equals("fixed") && c.arguments.getFirst().plain())
                        || (c.function.equals("len") && c.arguments.getFirst() instanceof Word);
            case Element e -> e.of instanceof Word && e.indices.stream().allMatch(Formula::plain);
            case Listed l -> false;
        };
    }
}
