/**
 * Links: layers and models with parameters of their own. What Chainer has in one module {@code chainer.links} is here in packages by topic.
 *
 * <table>
 * <caption>What is left out</caption>
 * <tr><th>Chainer</th><th>why</th></tr>
 * <tr><td>{@code L.TheanoFunction}</td><td>it wraps expressions of Theano, a Python library that has no counterpart on the JVM and has not been developed since 2017; write the expression with
 * {@code org.chainer.functions.F}</td></tr>
 * </table>
 */
package org.chainer.links;
