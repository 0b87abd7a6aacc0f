package org.chainer.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.chainer.backend.reference.ReferenceBackend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds devices by name.
 *
 * <p>Names: {@code cpu} (also {@code native}, {@code @numpy}, {@code @intel64}, {@code -1}), {@code reference}, {@code cuda:0} (also
 * {@code cuda}, {@code @cupy:0} and the bare number {@code 0}).
 */
public final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
    private static final ThreadLocal<Device> CURRENT = new ThreadLocal<>();

    private Devices() {}

    private static final class Found {
        static final Map<String, Backend> BACKENDS = find();

        private static Map<String, Backend> find() {
            Map<String, Backend> backends = new LinkedHashMap<>();
            var providers = ServiceLoader.load(Backend.class, Devices.class.getClassLoader())
                    .iterator();
            while (true) {
                try {
                    if (!providers.hasNext()) {
                        break;
                    }
                    Backend backend = providers.next();
                    backends.put(backend.name(), backend);
                } catch (ServiceConfigurationError e) {
                    LOG.warn("a backend on the class path could not be loaded: {}", e.toString());
                }
            }
            Backend reference = new ReferenceBackend();
            backends.put(reference.name(), reference);
            return backends;
        }
    }

    private static final class Default {
        static final Device DEVICE = find();

        private static Device find() {
            String wanted = System.getProperty("chainer.device");
            if (wanted != null) {
                return get(wanted);
            }
            Backend cpu = Found.BACKENDS.get("cpu");
            if (cpu != null) {
                String reason = cpu.unavailableReason();
                if (reason == null) {
                    return cpu.device(0);
                }
                LOG.warn("the cpu backend is not available, the slow reference backend serves instead: {}", reason);
            }
            return Found.BACKENDS.get("reference").device(0);
        }
    }

    /** The device for new arrays: the innermost {@link Device#use()} scope's, else {@code -Dchainer.device}, else {@code cpu}, else {@code reference}. */
    public static Device current() {
        Device device = CURRENT.get();
        return device != null ? device : Default.DEVICE;
    }

    static Device setCurrent(Device device) {
        Device former = CURRENT.get();
        if (device == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(device);
        }
        return former;
    }

    /** The device that computes everything in plain Java. */
    public static Device reference() {
        return Found.BACKENDS.get("reference").device(0);
    }

    /**
     * The device of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the devices there are and why others are missing
     */
    public static Device get(String name) {
        String canonical = canonical(name);
        int colon = canonical.indexOf(':');
        String backendName = colon < 0 ? canonical : canonical.substring(0, colon);
        int index = 0;
        if (colon >= 0) {
            try {
                index = Integer.parseInt(canonical.substring(colon + 1));
            } catch (NumberFormatException e) {
                throw unknown(name);
            }
        }
        Backend backend = Found.BACKENDS.get(backendName);
        if (backend == null || backend.unavailableReason() != null || index < 0 || index >= backend.deviceCount()) {
            throw unknown(name);
        }
        return backend.device(index);
    }

    /** All devices that can be used here. */
    public static List<Device> available() {
        List<Device> devices = new ArrayList<>();
        for (Backend backend : Found.BACKENDS.values()) {
            if (backend.unavailableReason() == null) {
                for (int i = 0; i < backend.deviceCount(); i++) {
                    devices.add(backend.device(i));
                }
            }
        }
        return devices;
    }

    private static String canonical(String name) {
        return switch (name) {
            case "native", "@numpy", "@intel64", "-1", "cpu:0" -> "cpu";
            case "cuda", "@cupy" -> "cuda:0";
            default -> {
                if (name.startsWith("@cupy:")) {
                    yield "cuda:" + name.substring("@cupy:".length());
                }
                yield name.matches("\\d+") ? "cuda:" + name : name;
            }
        };
    }

    private static IllegalArgumentException unknown(String name) {
        StringBuilder message = new StringBuilder("device '" + name + "' is not available; there are: " + available());
        if (!Found.BACKENDS.containsKey("cpu")) {
            message.append("; cpu: not available: add the artifact chainer-backend-cpu");
        }
        if (!Found.BACKENDS.containsKey("cuda")) {
            message.append("; cuda: not available: add the artifact chainer-backend-cuda");
        }
        for (Backend backend : Found.BACKENDS.values()) {
            if (backend.unavailableReason() != null) {
                message.append("; ")
                        .append(backend.name())
                        .append(": not available: ")
                        .append(backend.unavailableReason());
            }
        }
        return new IllegalArgumentException(message.toString());
    }
}
