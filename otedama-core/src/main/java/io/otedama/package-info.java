/** Front door. */
@org.jspecify.annotations.NullMarked
package io.otedama;
