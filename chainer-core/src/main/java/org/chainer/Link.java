package org.chainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chainer.array.NDArray;
import org.chainer.backend.Device;
import org.chainer.backend.Devices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A building block of models with parameters.
 *
 * <p>Parameters are fields of type {@link Parameter}, or added by {@link #addParam}; other state that is saved is marked {@link Persistent}, or
 * added by {@link #addPersistent}. Fields are read when asked for, so order and time of assignment do not matter. Iteration is sorted by name.
 *
 * <p>Threads: a link may be used by several threads for inference if its forward method keeps no state.
 */
public abstract class Link implements DeviceResident, Serializer.Serializable, Cloneable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private Map<String, Parameter> addedParams = new LinkedHashMap<>();
    private Map<String, Object> addedPersistents = new LinkedHashMap<>();
    private LinkHooks hooks = new LinkHooks();
    private LinkMembers members;
    private String name;
    private Device device = Devices.current();

    /** For subclasses. */
    protected Link() {}

    /** The name under which its parent knows this link, or null. */
    public String name() {
        return name;
    }

    final void setName(String newName) {
        name = newName;
    }

    /** The device of this link's parameters. */
    @Override
    public Device device() {
        return device;
    }

    // --- registration
    // --------------------------------------------------------------------------------------------------------------------

    /**
     * Adds a parameter under a name known at run time.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    protected final Parameter addParam(String paramName, Parameter parameter) {
        refuseTaken(paramName);
        addedParams.put(paramName, parameter);
        forgetMembers();
        parameter.setName(paramName);
        return parameter;
    }

    /**
     * Adds a value (an array, number, boolean or text) that is saved with the link.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    protected final void addPersistent(String valueName, Object value) {
        refuseTaken(valueName);
        addedPersistents.put(valueName, value);
    }

    /**
     * A value that was added by {@link #addPersistent}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    protected final Object persistent(String valueName) {
        requirePersistent(valueName);
        return addedPersistents.get(valueName);
    }

    /**
     * Replaces a value that was added by {@link #addPersistent}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    protected final void setPersistent(String valueName, Object value) {
        requirePersistent(valueName);
        addedPersistents.put(valueName, value);
    }

    private void requirePersistent(String valueName) {
        if (!addedPersistents.containsKey(valueName)) {
            throw new IllegalArgumentException(getClass().getSimpleName() + " has no persistent value '" + valueName
                    + "'; added were " + addedPersistents.keySet());
        }
    }

    final Map<String, Parameter> addedParams() {
        return addedParams;
    }

    final void refuseTaken(String newName) {
        boolean field = LinkFields.of(this).stream().anyMatch(e -> e.name().equals(newName) && e.get(this) != null);
        if (field || addedParams.containsKey(newName) || addedPersistents.containsKey(newName)) {
            throw new IllegalArgumentException(
                    "cannot register '" + newName + "' to " + getClass().getSimpleName() + ": the name is taken");
        }
    }

    final void removeAddedParam(String paramName) {
        addedParams.remove(paramName);
        forgetMembers();
    }

    private LinkMembers members() {
        LinkMembers current = members;
        if (current == null || !current.areCurrent(this)) {
            current = new LinkMembers(this);
            members = current;
        }
        return current;
    }

    /** For whoever registers or removes parameters or children in another way than by a field. */
    final void forgetMembers() {
        members = null;
    }

    /** This link's own parameters by name, sorted. */
    final Map<String, Parameter> ownParams() {
        return members().params();
    }

    /** Child links by name, in order. */
    final Map<String, Link> ownChildren() {
        return members().children();
    }

    /** Looks for child links by name, in order; none for a plain link. */
    Map<String, Link> findChildren() {
        for (LinkFields.Entry entry : LinkFields.of(this)) {
            if (entry.get(this) instanceof Link) {
                throw new IllegalStateException(getClass().getName() + " has a link in its field '"
                        + entry.field().getName() + "': extend Chain to own it, or mark the field transient");
            }
        }
        return Map.of();
    }

    // --- iteration
    // -----------------------------------------------------------------------------------------------------------------------

    /** All parameters of this link and its descendants. */
    public final List<Parameter> params() {
        return params(true);
    }

    /** All parameters of this link and its descendants, perhaps without those that have no array yet. */
    public final List<Parameter> params(boolean includeUninitialized) {
        List<Parameter> result = new ArrayList<>();
        forEachParam(parameter -> {
            if (includeUninitialized || parameter.isInitialized()) {
                result.add(parameter);
            }
        });
        return result;
    }

    /** Does something with every parameter of this link and its descendants. */
    public final void forEachParam(Consumer<Parameter> action) {
        members().forEachParam(action);
    }

    /** All parameters by path: {@code /predictor/mid/upward/W}. */
    public final Map<String, Parameter> namedParams() {
        return namedParams(true);
    }

    /** All parameters by path, perhaps without those that have no array yet. */
    public final Map<String, Parameter> namedParams(boolean includeUninitialized) {
        Map<String, Parameter> result = new LinkedHashMap<>();
        collectParams("", includeUninitialized, result);
        return result;
    }

    private void collectParams(String prefix, boolean includeUninitialized, Map<String, Parameter> result) {
        ownParams().forEach((paramName, parameter) -> {
            if (includeUninitialized || parameter.isInitialized()) {
                result.put(prefix + "/" + paramName, parameter);
            }
        });
        ownChildren()
                .forEach((childName, child) ->
                        child.collectParams(prefix + "/" + childName, includeUninitialized, result));
    }

    /** This link and all its descendants. */
    public final List<Link> links() {
        return links(false);
    }

    /** All descendants, with or without this link. */
    public final List<Link> links(boolean skipSelf) {
        return new ArrayList<>(namedLinks(skipSelf).values());
    }

    /** All descendants by path, with or without this link, whose path is {@code /}. */
    public final Map<String, Link> namedLinks(boolean skipSelf) {
        Map<String, Link> result = new LinkedHashMap<>();
        if (!skipSelf) {
            result.put("/", this);
        }
        collectLinks("", result);
        return result;
    }

    private void collectLinks(String prefix, Map<String, Link> result) {
        ownChildren().forEach((childName, child) -> {
            result.put(prefix + "/" + childName, child);
            child.collectLinks(prefix + "/" + childName, result);
        });
    }

    /** Child links. */
    public final List<Link> children() {
        return new ArrayList<>(ownChildren().values());
    }

    /** Number of elements of all parameters; those that have no array yet are left out, with a warning. */
    public final long countParams() {
        long size = 0;
        for (Map.Entry<String, Parameter> entry : namedParams().entrySet()) {
            if (entry.getValue().isInitialized()) {
                size += entry.getValue().size();
            } else {
                LOG.warn("parameter {} has no array yet, and is not counted", entry.getKey());
            }
        }
        return size;
    }

    // --- gradients and updates
    // -----------------------------------------------------------------------------------------------------------

    /** Forgets all gradients. Call it before each {@code backward()}. */
    public final void clearGrads() {
        forEachParam(Variable::clearGrad);
    }

    /** Sets all gradients to zero. */
    public final void zeroGrads() {
        params(false).forEach(Variable::zeroGrad);
    }

    /** Adds the gradients of a link of the same structure to this one's. */
    public final void addGrads(Link other) {
        Map<String, Parameter> theirs = other.namedParams();
        namedParams().forEach((path, parameter) -> parameter.addGrad(counterpart(theirs, path, other)));
    }

    /** Copies the parameters and persistent values of a link of the same structure to this one's, also between devices. */
    public final void copyParams(Link other) {
        copyParams(other, true);
    }

    /**
     * Copies the parameters of a link of the same structure to this one's, also between devices.
     *
     * @param copyPersistent whether persistent values are copied too
     * @throws IllegalArgumentException if the other link lacks a parameter or value, or a shape differs
     */
    public final void copyParams(Link other, boolean copyPersistent) {
        Map<String, Parameter> theirs = other.namedParams();
        namedParams().forEach((path, parameter) -> parameter.copyData(counterpart(theirs, path, other)));
        if (copyPersistent) {
            Map<String, Link> theirLinks = other.namedLinks(false);
            namedLinks(false).forEach((path, link) -> LinkState.copyPersistents(theirLinks.get(path), link));
        }
    }

    private Parameter counterpart(Map<String, Parameter> theirs, String path, Link other) {
        Parameter found = theirs.get(path);
        if (found == null) {
            throw new IllegalArgumentException(other.getClass().getSimpleName() + " has no parameter " + path
                    + ", which this " + getClass().getSimpleName() + " has");
        }
        return found;
    }

    /** Lets optimizers update the parameters of this link and its descendants. */
    public final void enableUpdate() {
        setUpdateEnabled(true);
    }

    /** Keeps optimizers from updating the parameters of this link and its descendants. */
    public final void disableUpdate() {
        setUpdateEnabled(false);
    }

    private void setUpdateEnabled(boolean enabled) {
        for (Parameter parameter : params()) {
            if (parameter.updateRule() != null) {
                parameter.updateRule().setEnabled(enabled);
            }
        }
    }

    /** Whether an optimizer would update at least one parameter. */
    public final boolean updateEnabled() {
        return params().stream()
                .anyMatch(p -> p.updateRule() != null && p.updateRule().isEnabled());
    }

    // --- hooks
    // ---------------------------------------------------------------------------------------------------------------------------

    /**
     * Adds a hook that is called around this link's forward method.
     *
     * @throws IllegalArgumentException if there is a hook of that name
     */
    public final Link addHook(LinkHook hook) {
        hooks.add(hook, this);
        return this;
    }

    /**
     * Removes a hook.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public final void deleteHook(String hookName) {
        hooks.delete(hookName, this);
    }

    /** The hooks of this link alone, in the order they were added. */
    public final List<LinkHook> hooks() {
        return hooks.all();
    }

    /** Runs a forward method with this link's and the thread's hooks around it. For links whose forward is not {@link Layer#forward}. */
    protected final <T> T withHooks(String method, Supplier<T> forward, Object... arguments) {
        return hooks.around(this, method, forward, arguments);
    }

    // --- devices, copies, files
    // ----------------------------------------------------------------------------------------------------------

    /** Moves all parameters and persistent arrays, of descendants too, to a device. */
    @Override
    public final Link toDevice(Device target) {
        for (Link link : links()) {
            link.device = target;
            link.ownParams().values().forEach(p -> p.toDevice(target));
            link.replacePersistentArrays(array -> array.toDevice(target));
            link.deviceChanged(target);
        }
        return this;
    }

    /** Moves all parameters and persistent arrays, of descendants too, to the device of that name. */
    public final Link toDevice(String deviceName) {
        return toDevice(Devices.get(deviceName));
    }

    /** Called when this link has been moved: links with state of their own (a recurrent one) move it here. */
    protected void deviceChanged(Device target) {}

    private void replacePersistentArrays(java.util.function.UnaryOperator<NDArray> replacement) {
        for (LinkFields.Entry entry : LinkFields.of(this)) {
            if (entry.persistent() && entry.get(this) instanceof NDArray array) {
                NDArray replaced = replacement.apply(array);
                if (replaced != array) {
                    entry.set(this, replaced);
                }
            }
        }
        addedPersistents.replaceAll((key, value) -> value instanceof NDArray array ? replacement.apply(array) : value);
    }

    /** A copy of this link and its descendants whose parameters share their arrays with this one's. */
    public final Link copy() {
        return copy(CopyMode.SHARE);
    }

    /**
     * A copy of this link and its descendants: parameters as the mode says, persistent arrays copied too unless they are shared; other fields
     * refer to the same objects.
     *
     * @throws IllegalStateException if a field that the copy must replace is final
     */
    public Link copy(CopyMode mode) {
        Link copy;
        try {
            copy = (Link) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
        copy.name = null;
        copy.hooks = hooks.copy();
        copy.members = null;
        copy.addedPersistents = new LinkedHashMap<>(addedPersistents);
        copy.addedParams = new LinkedHashMap<>();
        addedParams.forEach((paramName, parameter) -> copy.addedParams.put(paramName, parameter.copy(mode)));
        for (LinkFields.Entry entry : LinkFields.of(this)) {
            Object value = entry.get(this);
            if (value instanceof Parameter parameter) {
                entry.set(copy, LinkMembers.named(parameter, entry.name()).copy(mode));
            } else if (value instanceof Link child) {
                entry.set(copy, child.copy(mode));
            }
        }
        if (mode != CopyMode.SHARE) {
            copy.replacePersistentArrays(NDArray::copy);
        }
        return copy;
    }

    /** A {@link Sequential} of several copies of this link, each initialised anew. */
    public final Sequential repeat(int times) {
        return repeat(times, CopyMode.INIT);
    }

    /**
     * A {@link Sequential} of several copies of this link, which must be a {@link Layer}.
     *
     * @param times number of copies; 0 gives an empty one
     * @throws IllegalArgumentException if the number is negative
     * @throws IllegalStateException if this link is no layer
     */
    public final Sequential repeat(int times, CopyMode mode) {
        if (times < 0) {
            throw new IllegalArgumentException("repeat: " + times + " times; expected 0 or more");
        }
        if (!(this instanceof Layer)) {
            throw new IllegalStateException("repeat: " + getClass().getName()
                    + " is no Layer (one variable in, one out), so that it cannot be put behind itself");
        }
        Sequential result = new Sequential();
        for (int i = 0; i < times; i++) {
            result.append((Layer) copy(mode));
        }
        return result;
    }

    /** Hands parameters and persistent values, then the children, to a serializer. */
    @Override
    public void serialize(Serializer serializer) {
        ownParams().forEach((paramName, parameter) -> LinkState.serialize(serializer, paramName, parameter));
        for (LinkFields.Entry entry : LinkFields.of(this)) {
            if (entry.persistent()) {
                Object value = entry.get(this);
                Object read = here(LinkState.serialize(
                        serializer, entry.name(), value, entry.field().getType()));
                if (serializer.isReader() && read != value) {
                    entry.set(this, read);
                }
            }
        }
        addedPersistents.replaceAll((valueName, value) -> here(
                LinkState.serialize(serializer, valueName, value, value == null ? NDArray.class : value.getClass())));
        ownChildren().forEach((childName, child) -> child.serialize(serializer.child(childName)));
    }

    final Map<String, Object> addedPersistents() {
        return addedPersistents;
    }

    private Object here(Object value) {
        return value instanceof NDArray array ? array.toDevice(device) : value;
    }

    /** Text for {@link #toString()} that describes what was given to the constructor, such as {@code in_size=3, out_size=4}; empty by default. */
    protected String specs() {
        return "";
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + specs() + ")";
    }
}
