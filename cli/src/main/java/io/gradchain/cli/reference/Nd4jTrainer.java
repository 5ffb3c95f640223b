package io.gradchain.cli.reference;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The reference on ND4J arrays in double precision. */
final class Nd4jTrainer implements Trainer {
    @Override
    public Fit fit(Model model, double[][] x, double[] y, Setting setting) {
        int n = x.length;
        int d = x[0].length;
        INDArray rows = Nd4j.createFromArray(x);
        INDArray columns = rows.transpose().dup('c');
        INDArray labels = Nd4j.createFromArray(y).reshape(n, 1);
        INDArray w = Nd4j.zeros(DataType.DOUBLE, d, 1);
        double b = 0;
        double step = (model == Model.LINEAR ? 2.0 : 1.0) / n;
        for (int epoch = 0; epoch < setting.epochs(); epoch++) {
            INDArray z = rows.mmul(w).addi(b);
            INDArray residual = (model == Model.LINEAR ? z : Transforms.sigmoid(z, false)).subi(labels);
            INDArray gradient = columns.mmul(residual).muli(step).addi(w.mul(2 * setting.alpha()));
            b -= setting.rate() * (step * residual.sumNumber().doubleValue());
            w.subi(gradient.muli(setting.rate()));
        }
        return new Fit(
                w.reshape(d).toDoubleVector(),
                b,
                "ND4J " + Nd4j.getBackend().getClass().getSimpleName());
    }
}
