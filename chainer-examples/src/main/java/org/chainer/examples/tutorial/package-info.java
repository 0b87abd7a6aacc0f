/** The tutorial "Recurrent Nets and their Computational Graph", part by part. */
package org.chainer.examples.tutorial;
