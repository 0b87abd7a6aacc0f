package org.chainer.examples.dcgan;

import java.util.Map;
import org.chainer.Chainer;
import org.chainer.Optimizer;
import org.chainer.Variable;
import org.chainer.backend.Device;
import org.chainer.dataset.ConcatExamples;
import org.chainer.dataset.Iterator;
import org.chainer.functions.F;
import org.chainer.training.updaters.StandardUpdater;

/** Trains generator and discriminator against each other, on the same generated images. */
final class DcganUpdater extends StandardUpdater {
    private final Generator generator;
    private final Discriminator discriminator;

    DcganUpdater(
            Iterator<?> iterator,
            Generator generator,
            Discriminator discriminator,
            Optimizer ofGenerator,
            Optimizer ofDiscriminator,
            Device device) {
        super(
                Map.of("main", iterator),
                Map.of("gen", ofGenerator, "dis", ofDiscriminator),
                new ConcatExamples(),
                device,
                null);
        this.generator = generator;
        this.discriminator = discriminator;
    }

    @Override
    protected void updateCore() {
        Variable real = new Variable(
                        converter()
                                .convert(getIterator("main").next(), device())
                                .get(0),
                        false)
                .div(255);
        Variable ofReal = discriminator.apply(real);
        int batch = (int) real.dim(0);
        Variable fake = generator.apply(new Variable(generator.makeHidden(batch).toDevice(device()), false));
        Variable ofFake = discriminator.apply(fake);

        getOptimizer("dis").update(() -> {
            Variable loss = F.sum(F.softplus(ofReal.neg()))
                    .add(F.sum(F.softplus(ofFake)))
                    .div(batch);
            Chainer.report("loss", loss, discriminator);
            return loss;
        });
        getOptimizer("gen").update(() -> {
            Variable loss = F.sum(F.softplus(ofFake.neg())).div(batch);
            Chainer.report("loss", loss, generator);
            return loss;
        });
    }
}
