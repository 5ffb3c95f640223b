package io.gradchain.mlvm.grad.report;

/** The numbers of everything the compiler can object to, with a longer explanation each; numbers are never reused. */
public enum Code {
    G001(
            "Indentation is written with spaces, so that a line looks the same in every editor. Four per level are usual."),
    G002("The language is written with letters, digits, underscores, the operators + - * / // % @ and the usual"
            + " brackets. Comments start with #."),
    G003("A text starts and ends with a double quote on one line. A docstring has three on each side."),
    G004("Inside brackets a statement may go on over several lines, so a bracket that is never closed would swallow"
            + " the rest of the file."),
    G005("A block is one level deeper than the line that opens it; where it ends, the indentation returns to that of"
            + " an earlier line exactly."),
    G006("The compiler expected something else at this place. Compare the line with an example of the same kind."),
    G007("`contract`, `state`, `init`, `fn`, `if`, `else` and `for` end their line with a colon."),
    G008("A number is written like 12, 0.05 or 1_000. There is no exponent: write the zeros."),
    G009("After a line that ends with a colon comes at least one indented line; `pass` stands for nothing to do."),
    G010("A file holds exactly one `contract Name(…):`, and everything else is indented below it."),
    G011("The language of this compiler does not have this (yet). The message says what it was."),
    G012("Expressions and blocks may be nested 64 deep: give inner parts a name with `let`."),
    G013("A source is at most 256 KiB of text."),

    G050("A name must be declared before it is used: a parameter, a `let`, a state variable, a param or a size."),
    G051("Two things of one scope have the same name."),
    G052(
            "Types are fixed, int, bool, address, bytes[n], text[n], vec[N], mat[R, C], structs and, in state, dataset[CAP,"
                    + " D], map[K, V], list[CAP, T]."),
    G053(
            "A contract calls its own `pure fn`, those of modules it uses, standard operations, and other contracts through"
                    + " interfaces it declares."),
    G054("An event is declared in the contract: event Loss(epoch: int, loss: fixed)."),
    G055("A size is a number, a size of the contract, or a size the function declares in brackets: fn f[N: size](…)."),
    G056("Functions are marked @external or @view, and @owner or @role(NAME) for those who may call them."),
    G057("A dataset has .len, .X, .y, .append(X, y) and .batch(k, seed); a list .len, .append(v) and .pop(); a map"
            + " .remove(k); a struct its fields. Other values have no members."),
    G058("The name belongs to the language."),
    G059("`use` names a module that comes with the compiler; its pure functions can then be called."),

    G101("Every value has one type, known before the program runs. Nothing is converted silently."),
    G102("Sizes are part of a type. Element by element, two tensors must have one shape; in X @ w the columns of X are"
            + " as many as w has values. Sizes with different names are different even where their numbers agree."),
    G103("`int` and `fixed` do not mix: fixed(n) and int(x) convert, the second rounds down. Only literals fit both."),
    G104("The operation does not exist for values of this type."),
    G105("A call gives exactly as many arguments as are declared."),
    G106("`if`, `require`, `and`, `or` and `not` need a bool, which a comparison gives."),
    G107("A function that says `-> type` returns a value on every way through it."),
    G108("What a function returns is what its first line announces."),
    G109("No way through the function leads to this line."),
    G110("A tuple is taken apart into as many names as it has parts, as in let (l, (dw, db)) = value_and_grad(…)(…)."),
    G111("`fixed` reaches from -2147483648 to just below 2147483648, `int` has 64 bits."),
    G112("A literal with a decimal point is a fixed."),
    G113("The size parameters of a function are found from the sizes of its arguments."),
    G114("A function is no value: it is called, or given to grad or value_and_grad."),
    G115("The sizes of a contract are settled when it is compiled: by its own default or by whoever compiles it."),
    G116("Only the number of rows, the leading size, may be a run-time size."),
    G117("A value of this type cannot be held here."),

    G151("A @view changes nothing: it may not write state, append rows or emit."),
    G152("A pure function only computes: it sees its parameters and nothing else, so that it can be differentiated."),
    G153("What is assigned to must be a name that can change: a state variable or a `let`."),
    G154("Every loop says how often it runs at most, so that the worst gas is known: for i in range(n, max=100)."),
    G155("A function may not call itself, directly or through others: the depth of calls must be known."),
    G156("The text after `require` is written out, at most 256 bytes, so that it can be stored with the interface."),

    G201("A gradient needs one formula. An `if` on a differentiated value has two, and where they meet there may be no"
            + " slope: where(condition, a, b) names both and picks element by element."),
    G202("`wrt` names parameters of the function that is differentiated."),
    G203("The operation has no derivative (its result jumps, or is an int), or none is known here."),
    G204("Only fixed, vec and mat can be differentiated with respect to."),
    G205("A gradient is the slope of one number: the function must return a fixed."),
    G206("The compiler unrolls loops over a literal or a size of the contract, up to 64 rounds; only those can be"
            + " differentiated."),

    G301("A literal is rounded once to the nearest multiple of 2^-32, about 2.3e-10; here the rounding is coarse."),

    G401("A test claims with `assert` what should hold; here it does not. Both sides of a comparison are shown."),
    G402(
            "A test's call of its contract was undone. Where that is what should happen, the test says so: test \"…\" fails"
                    + " \"text\": above its lines."),
    G403("A test that says `fails \"text\"` passes if a call in it is undone with that text, and with no other."),
    G404("`gradcheck(f)` compares the derived gradient of a pure function with differences of the function itself, both"
            + " with 36 digits. A difference above 1e-6 is a fault of the compiler: please report it."),

    G901("The machine that runs contracts has limits: 256 registers and 64 KiB of code, 64 functions, shapes of at most"
            + " 8 Mi values. The program is beyond one of them."),
    G902("After calls and loops are written out the program is too long. Split it, or use a run-time loop.");

    private final String explanation;

    Code(String explanation) {
        this.explanation = explanation;
    }

    /** A paragraph for {@code gradchain explain}. */
    public String explanation() {
        return explanation;
    }
}
