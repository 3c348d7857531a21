/** Stub. */
@org.jspecify.annotations.NullMarked
package io.otedama.stratum.v2.noise;
