package io.gradchain.mlvm.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Raw values worth trying: the corners, and random ones of every magnitude. */
public final class Cases {
    private Cases() {}

    /** Ends of ranges, powers of two and their neighbours, and the places where an elementary function changes regime. */
    public static List<Long> corners() {
        List<Long> out = new ArrayList<>();
        List<Long> centres = new ArrayList<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE));
        for (int bit = 0; bit < 63; bit++) {
            centres.add(1L << bit);
        }
        // 31 ln 2, 33 ln 2, 11.78 (tanh), 23, 12, 24, 15.9, ln 2, 2⁻¹⁰, 1/16 steps
        long[] regimes = {
            92288378626L,
            98242467569L,
            50594923929L,
            23L << 32,
            12L << 32,
            24L << 32,
            68289980006L,
            2977044472L,
            1L << 22
        };
        for (long regime : regimes) {
            centres.add(regime);
        }
        for (int i = 1; i < 24 * 16; i += 17) {
            centres.add((long) i << 28);
        }
        for (long centre : centres) {
            for (int d = -3; d <= 3; d++) {
                out.add(centre + d);
                out.add(-centre + d);
            }
        }
        return out.stream().distinct().sorted().toList();
    }

    /**
     * Inputs whose result lies so close to a rounding boundary that 64-bit arithmetic cannot tell the side; found by
     * trying 4·10⁸ inputs of each function.
     */
    public static List<Long> hard(Unary op) {
        return switch (op) {
            case EXP ->
                List.of(
                        18820601092L,
                        13536408743L,
                        20634927733L,
                        20292923059L,
                        18745692735L,
                        16406273743L,
                        15933650562L,
                        20844835905L,
                        18589555805L,
                        5229504848L,
                        16758042268L,
                        15768346209L);
            case LN ->
                List.of(
                        2968416L,
                        235748086017178583L,
                        65550233L,
                        7595580135043046L,
                        2959577171L,
                        251804814L,
                        4463206269373551L,
                        137551020813770135L,
                        274284450232359628L,
                        386544282058618L,
                        76811792593928502L);
            case SIGMOID ->
                List.of(
                        37362397694L,
                        42253732319L,
                        63321598753L,
                        10293807683L,
                        44603147854L,
                        44076619215L,
                        36051136347L,
                        9814650844L,
                        19880614668L,
                        93523963718L,
                        82733693209L,
                        21168804854L);
            case SOFTPLUS ->
                List.of(
                        -77938491464L,
                        -47992343069L,
                        -75422421602L,
                        -80586398751L,
                        -15853423620L,
                        -56413667053L,
                        -74510827838L,
                        -73245401640L,
                        -33344655219L,
                        -13456645223L,
                        -85596198447L,
                        -20209922838L);
            case TANH ->
                List.of(
                        40457767968L,
                        33324428417L,
                        39376035782L,
                        45891252163L,
                        11325231480L,
                        2112985522L,
                        26266568789L,
                        46430945785L,
                        14576864175L,
                        38940926842L,
                        15961203531L,
                        34660085233L);
            case NEG, ABS, SQRT -> List.of();
        };
    }

    /** A third anywhere, a third of random magnitude, a third where the elementary functions are neither 0 nor constant. */
    public static long random(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextLong() >> random.nextInt(64);
            default -> random.nextLong(-(24L << 32), 24L << 32);
        };
    }
}
