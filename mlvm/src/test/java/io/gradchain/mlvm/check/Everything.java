package io.gradchain.mlvm.check;

import io.gradchain.mlvm.asm.Assembler;
import io.gradchain.mlvm.code.Program;

/** A program with every instruction in it, and blocks in blocks. */
final class Everything {
    private static final String TEXT = """
            contract Everything
            state flag: bool
            state total: fixed
            state grid: mat[3, 2]
            state long_: vec[5000]
            state who: bytes[20]
            state rows: dataset[40, 2]
            state owed: map[bytes[20], int]
            state model: map[int, vec[2]]
            event Seen(i: int, v: fixed, ok: bool, at: bytes[20], part: vec[2])
            message "not yet"
            message "count"
            message "other"

            init()
              local r0: bytes[20]
              local r1: bool
              r0 = caller
              store r0, who
              r1 = const true
              store r1, flag
              return

            external feed(x: mat[<=9, 2], y: vec[<=9], n: int)
              local r3: int
              local r4: int
              local r5: bool
              local r6: mat[<=40, 2]
              local r7: vec[<=40]
              local r8: vec[2]
              local r9: fixed
              local r10: bytes[20]
              r5 = const true
              r3 = loop r2, 4
                append r0, r1, rows
                r4 = data_len rows
                r6 = data_x rows
                r7 = data_y rows
                r8 = vecmat r6, r7
                r9 = norm r8
                r5 = gt r4, r3
                r10 = load who
                emit r3, r9, r5, r10, r8, Seen
                if r5
                  r4 = value
                else
                  r4 = height
                end
              end
              require r5, 0
              return

            external other(to: bytes[20], n: int)
              local r2: bytes[20]
              local r3: bytes[32]
              local r4: bytes[8]
              local r5: bool
              local r6: int
              local r7: vec[2]
              r2 = self
              r6 = map_get r0, owed
              r6 = add r6, r1
              map_put r2, r6, owed
              r5 = map_has r0, owed
              map_drop r0, owed
              r7 = map_get r1, model
              map_put r6, r7, model
              r4 = text 1
              r3 = hash r4, r1, r7
              r6 = balance
              r6 = random r6
              transfer r0, r6
              r6 = const 0
              r6 = invoke r0, r6, 1 view 200000
              r5 = invoke r0, r6, r2, r1, 2 300000
              return

            view count() -> int
              local r0: int
              r0 = data_len rows
              return r0

            external big(v: vec[5000])
              store r0, long_
              return

            view sums(a: vec[<=6], b: vec[3], i: int) -> fixed
              local r3: fixed
              local r4: fixed
              local r5: vec[<=6]
              local r6: vec[<=9]
              local r7: bool
              local r8: int
              local r9: vec[3]
              r3 = sum r0
              r4 = mean r1
              r3 = add r3, r4
              r4 = highest r1
              r3 = sub r3, r4
              r4 = lowest r1
              r3 = max r3, r4
              r4 = element r1, r2
              r3 = min r3, r4
              r5 = slice r0, r2, r2
              r6 = concat r0, r1
              r8 = argmax r1
              r4 = to_fixed r8
              r9 = one_hot r8
              r9 = select r9, r1, r9
              r4 = dot r9, r1
              r7 = lt r3, r4
              r7 = not r7
              r3 = select r7, r3, r4
              r3 = exp r3
              r3 = ln r3
              r3 = sqrt r3
              r3 = tanh r3
              r3 = abs r3
              r3 = neg r3
              r3 = softplus r3
              r3 = sigmoid r3
              r8 = to_int r3
              r8 = mod r8, r2
              return r3

            view shapes(x: mat[<=5, 3], pick: vec[<=5], i: int, j: int) -> mat[3, 3]
              local r4: mat[<=5, 3]
              local r5: vec[3]
              local r6: mat[3, 3]
              local r7: vec[9]
              local r8: mat[<=10, 3]
              local r9: vec[<=15]
              local r10: bool
              local r11: bool
              local r12: int
              local r13: mat[<=5, 3]
              local r14: vec[<=5]
              r4 = rows r0, r2, r3
              r5 = row r0, r2
              r6 = outer r5, r5
              r6 = transpose r6
              r6 = matmul r6, r6
              r7 = reshape r6
              r6 = reshape r7
              r8 = concat r0, r4
              r9 = reshape r0
              r13 = gather r0, r1
              r13 = one_hot r1
              r14 = matvec r0, r5
              r13 = mul r0, r0
              r13 = div r13, r0
              r12 = len r0
              r12 = move r12
              r10 = eq r12, r2
              r11 = ge r2, r3
              r10 = and r10, r11
              r10 = or r10, r11
              r10 = ne r10, r11
              r10 = le r2, r3
              if r10
                if r11
                  return r6
                end
                r12 = time
              else
                r6 = zeros
              end
              return r6

            view learns(a: mat[<=5, 3], b: mat[<=5, 3], n: int, k: int, x: fixed) -> vec[3]
              local r5: mat[3, 3]
              local r6: vec[<=5]
              local r7: vec[3]
              local r8: fixed
              local r9: vec[<=4]
              r5 = tmatmul r0, r1
              r6 = logsumexp r0
              r8 = logsumexp r6
              r6 = sort r6
              r6 = argsort r6
              r7 = pack r8, r4, r8
              r7 = solve r5, r7
              r7 = cumsum r7
              r5 = uniform r2
              r7 = uniform r3
              r9 = sample r2, r3, r2
              r7 = solve r5, r7
              return r7
            """;

    private Everything() {}

    static Program program() {
        return switch (Assembler.assemble(TEXT)) {
            case Assembler.Result.Assembled assembled -> assembled.program();
            case Assembler.Result.Failed failed -> throw new AssertionError(failed.toString());
        };
    }
}
