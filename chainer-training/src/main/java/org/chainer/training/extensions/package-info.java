/** Extensions: evaluation, reports, plots, snapshots and schedules. */
package org.chainer.training.extensions;
