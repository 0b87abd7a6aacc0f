package org.chainer.examples.wavenet;

/**
 * Rounds samples in [−1, 1] to a few values, finer around zero: {@code sign(x) ln(1 + μ|x|) / ln(1 + μ)}, in μ steps.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.711">Recommendation G.711</a>
 */
record MuLaw(int mu) {

    int[] transform(float[] samples) {
        int[] values = new int[samples.length];
        for (int i = 0; i < samples.length; i++) {
            double x = samples[i];
            double y = Math.signum(x) * Math.log1p(mu * Math.abs(x)) / Math.log1p(mu);
            values[i] = Math.max(0, Math.min(mu - 1, (int) Math.floor((y + 1) * mu / 2)));
        }
        return values;
    }

    float[] inverse(int[] values) {
        float[] samples = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            double y = 2.0 * values[i] / mu - 1;
            samples[i] = (float) (Math.signum(y) / mu * (Math.pow(1 + mu, Math.abs(y)) - 1));
        }
        return samples;
    }
}
