package org.chainer.utils;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chainer.Chainer;
import org.chainer.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks features that may still change. Chainer: {@code chainer.utils.experimental}. */
public final class Experimental {
    private static final Logger LOG = LoggerFactory.getLogger(Experimental.class);
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private Experimental() {}

    /**
     * Says in the log, once for each name, that a feature is experimental, unless {@link Config#DISABLE_EXPERIMENTAL_FEATURE_WARNING} is set.
     *
     * @param apiName the feature's name
     * @return whether it was said now
     */
    public static boolean experimental(String apiName) {
        boolean say = !Chainer.config().get(Config.DISABLE_EXPERIMENTAL_FEATURE_WARNING) && WARNED.add(apiName);
        if (say) {
            LOG.warn("{} is experimental: it may change in later versions", apiName);
        }
        return say;
    }
}
