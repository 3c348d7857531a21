/** Sessions of miners. */
@NullMarked
package io.otedama.session;

import org.jspecify.annotations.NullMarked;
