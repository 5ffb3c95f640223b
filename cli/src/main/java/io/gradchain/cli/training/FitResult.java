package io.gradchain.cli.training;

import java.util.List;

/**
 * What a training took.
 *
 * @param losses one an epoch, in order
 * @param gas of all its transactions
 * @param seconds from the first submission to the last final block, on the wall clock
 * @param lastHeight block of the last transaction
 * @param lastEpochs epochs in the last transaction
 */
public record FitResult(
        List<LossPoint> losses, long gas, int transactions, double seconds, long lastHeight, int lastEpochs) {
    public FitResult {
        losses = List.copyOf(losses);
    }

    public double[] lossValues() {
        return losses.stream().mapToDouble(LossPoint::loss).toArray();
    }
}
