/**
 * The facade {@link org.chainer.functions.F}; the functions themselves are in the packages below, one class each.
 *
 * <p>What all of them share: inputs of one function have one device; a mixture, a wrong rank, shape or dtype is an {@link
 * org.chainer.utils.InvalidTypeException} or {@link java.lang.IllegalArgumentException}, an index out of range an {@link
 * java.lang.IndexOutOfBoundsException}, whose message names the function, the argument, what was expected and what came. Outputs have the inputs' dtype and
 * device; float16 and bfloat16 are summed in float32. Inputs are never changed. Gradients go to floating-point inputs only, and may be differentiated again
 * unless the function says otherwise.
 *
 * <p>Every name of {@code chainer.functions} is a method of {@code F}, in Java's case. Of Chainer's other names that this module answers for, these have no
 * counterpart:
 *
 * <table>
 * <caption>Names of Chainer 7.8.1 without a counterpart</caption>
 * <tr><th>Name</th><th>Reason</th></tr>
 * <tr><td>chainer.testing.assert_warns</td><td>Java has no warnings; the project's are log messages (SLF4J), which a test's logging backend captures.</td></tr>
 * <tr><td>chainer.testing.get_trainer_with_mock_updater</td><td>Belongs to the module chainer-training, beside the trainer; core knows no trainer.</td></tr>
 * <tr><td>chainer.testing.parameterize</td><td>A decorator of Python classes; test frameworks of Java have parameterised tests of their own, which {@link org.chainer.testing.Combinations} serves.</td></tr>
 * <tr><td>chainer.backend.get_array_module</td><td>There is one array class for all devices, so there is no module to choose; {@link org.chainer.array.NDArray#device()} leads to the kernels.</td></tr>
 * <tr><td>chainer.device_resident.DeviceResidentsVisitor</td><td>Parameters and children are fields found by reflection, so one walk, {@link org.chainer.Link#toDevice(org.chainer.backend.Device)}, serves every move; there is nothing for other visitors to do.</td></tr>
 * <tr><td>chainer.backend.CpuDevice</td><td>Devices have one class and differ by name: {@code cpu}.</td></tr>
 * <tr><td>chainer.backend.GpuDevice</td><td>Devices have one class and differ by name: {@code cuda:0}.</td></tr>
 * <tr><td>chainer.backend.Intel64Device</td><td>iDeep is Python's binding of oneDNN; the device {@code cpu} uses oneDNN by itself ({@link org.chainer.Config#USE_ONE_DNN}).</td></tr>
 * <tr><td>chainer.backend.ChainerxDevice</td><td>ChainerX is a C++ array library for Python; {@link org.chainer.array.NDArray} has its place.</td></tr>
 * <tr><td>chainer.backends.cuda.memoize</td><td>A decorator that keeps compiled kernels for each GPU; the cuda backend keeps its own.</td></tr>
 * <tr><td>chainer.backends.cuda.clear_memo</td><td>As memoize.</td></tr>
 * <tr><td>chainer.backends.cuda.elementwise</td><td>Takes CUDA source at run time; functions of one's own are written on arrays and on {@link org.chainer.backend.kernels}, which every device has.</td></tr>
 * <tr><td>chainer.backends.cuda.raw</td><td>As elementwise.</td></tr>
 * <tr><td>chainer.backends.cuda.reduce</td><td>As elementwise.</td></tr>
 * <tr><td>chainer.backends.cuda.get_array_module</td><td>As chainer.backend.get_array_module.</td></tr>
 * <tr><td>chainer.backends.cuda.set_max_workspace_size</td><td>The cuda backend chooses cuDNN's algorithms and takes their workspace from its memory pool, which has the limit.</td></tr>
 * <tr><td>chainer.backends.cuda.get_max_workspace_size</td><td>As set_max_workspace_size.</td></tr>
 * <tr><td>chainer.backends.intel64.is_ideep_available</td><td>As Intel64Device.</td></tr>
 * <tr><td>chainer.backend.from_chx</td><td>As ChainerxDevice.</td></tr>
 * <tr><td>chainer.backend.to_chx</td><td>As ChainerxDevice.</td></tr>
 * </table>
 */
package org.chainer.functions;
