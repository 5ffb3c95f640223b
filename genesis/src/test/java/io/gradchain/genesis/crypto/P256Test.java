package io.gradchain.genesis.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** Against Bouncy Castle's textbook product, which knows neither tables nor windows. */
final class P256Test {
    private static final ECPoint BASE = P256.timesBase(BigInteger.ONE);

    @Test
    void theDifferenceFromTheBaseIsThatOfTwoProducts() {
        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            same(scalar(random, 256), P256.timesBase(scalar(random, 256)), scalar(random, i < 10 ? 128 : 256));
        }
    }

    @Test
    void noughtOneAndTheLastScalarAreNoExceptions() {
        List<BigInteger> edges =
                List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, P256.ORDER.subtract(BigInteger.ONE));
        for (BigInteger a : edges) {
            for (BigInteger b : edges) {
                same(a, BASE, b); // equal and opposite points meet on the way
                same(a, BASE.negate(), b);
                same(a, P256.timesBase(BigInteger.valueOf(77)), b);
            }
        }
    }

    @Test
    void aKnownPointIsTheSameUntilOthersPushItOut() {
        RecentPoints points = new RecentPoints(2);
        byte[] one = P256.encode(BASE);
        byte[] two = P256.encode(P256.timesBase(BigInteger.TWO));
        byte[] three = P256.encode(P256.timesBase(BigInteger.valueOf(3)));
        ECPoint kept = points.decode(one.clone()).orElseThrow();
        points.decode(two);
        assertThat(points.decode(one).orElseThrow()).isSameAs(kept).isEqualTo(BASE);
        points.decode(three);
        assertThat(points.decode(one).orElseThrow()).isSameAs(kept);
        points.decode(two);
        points.decode(three);
        assertThat(points.decode(one).orElseThrow()).isNotSameAs(kept).isEqualTo(BASE);
        assertThat(points.decode(new byte[33])).isEqualTo(Optional.empty());
    }

    private static void same(BigInteger a, ECPoint q, BigInteger b) {
        ECPoint slow = ECAlgorithms.referenceMultiply(BASE, a).subtract(ECAlgorithms.referenceMultiply(q, b));
        assertThat(P256.differenceFromBase(a, q, b)).as("%s·B − %s·%s", a, b, q).isEqualTo(slow.normalize());
    }

    private static BigInteger scalar(Random random, int bits) {
        return new BigInteger(bits, random).mod(P256.ORDER);
    }
}
