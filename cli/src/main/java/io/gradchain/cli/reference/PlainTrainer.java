package io.gradchain.cli.reference;

/** The reference in plain Java, for machines where ND4J has no native library. */
final class PlainTrainer implements Trainer {
    @Override
    public Fit fit(Model model, double[][] x, double[] y, Setting setting) {
        int d = x[0].length;
        double[] w = new double[d];
        double b = 0;
        double step = (model == Model.LINEAR ? 2.0 : 1.0) / x.length;
        for (int epoch = 0; epoch < setting.epochs(); epoch++) {
            double[] gradient = new double[d];
            double bias = 0;
            for (int i = 0; i < x.length; i++) {
                double residual = Score.predict(model, x[i], w, b) - y[i];
                bias += residual;
                for (int j = 0; j < d; j++) {
                    gradient[j] += residual * x[i][j];
                }
            }
            b -= setting.rate() * (step * bias);
            for (int j = 0; j < d; j++) {
                w[j] -= setting.rate() * (step * gradient[j] + 2 * setting.alpha() * w[j]);
            }
        }
        return new Fit(w, b, "plain Java double");
    }
}
