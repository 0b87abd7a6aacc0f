/**
 * Data sets as tables: rows are examples, columns have names, and views of rows, columns and modes share the data.
 */
package org.chainer.dataset.tabular;
