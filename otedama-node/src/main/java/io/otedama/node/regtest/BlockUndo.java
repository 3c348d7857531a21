package io.otedama.node.regtest;

import java.util.List;

/**
 * What one block did to the coins, in order, so that it can be taken back.
 *
 * @param changes a coin that was added or removed
 */
record BlockUndo(List<Change> changes) {
    record Change(OutPoint outPoint, Coin coin, boolean added) {}
}
