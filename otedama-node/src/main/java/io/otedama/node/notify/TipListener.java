package io.otedama.node.notify;

/** Receives hints from any notifier's thread; must not block. */
@FunctionalInterface
public interface TipListener {
    void onTipHint(TipHint hint);
}
