/** Small tools shared inside the core; not exported, not API. Rank 0: sees no other package. */
@NullMarked
package io.otedama.internal;

import org.jspecify.annotations.NullMarked;
