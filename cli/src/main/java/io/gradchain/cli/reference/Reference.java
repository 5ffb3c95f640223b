package io.gradchain.cli.reference;

import java.nio.file.Path;

/** The float64 reference: ND4J where its native library loads, else plain Java; {@link Fit#backend} says which. */
public final class Reference {
    private final Trainer trainer;

    private Reference(Trainer trainer) {
        this.trainer = trainer;
    }

    /**
     * Loads ND4J, about a second; the first time on a machine some seconds more, to unpack 400 MB into {@code cache}.
     */
    public static Reference load(Path cache) {
        if (System.getProperty("org.bytedeco.javacpp.cachedir") == null) {
            System.setProperty("org.bytedeco.javacpp.cachedir", cache.toString());
        }
        // One thread: the data sets are small, and the nodes of a testnet need the other cores.
        System.setProperty("OMP_NUM_THREADS", "1");
        try {
            Trainer nd4j = new Nd4jTrainer();
            nd4j.fit(Model.LINEAR, new double[][] {{1, 2}, {3, 4}}, new double[] {1, 2}, new Setting(0.01, 0, 1));
            return new Reference(nd4j);
        } catch (Exception | LinkageError e) {
            // No native library for this platform, no room to unpack it, no memory: the answer is the same, slower.
            return plain();
        }
    }

    public static Reference plain() {
        return new Reference(new PlainTrainer());
    }

    /** Trains from zeros; {@code x} is rows × features. */
    public Fit fit(Model model, double[][] x, double[] y, Setting setting) {
        return trainer.fit(model, x, y, setting);
    }
}
