package io.otedama.node;

import io.otedama.chain.TemplateTransaction;
import java.util.List;

/** Compares transaction lists by identity of the transactions, in order, without looking at their bytes. */
final class TransactionLists {
    private TransactionLists() {}

    static boolean same(List<TemplateTransaction> a, List<TemplateTransaction> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).wtxid().equals(b.get(i).wtxid())) {
                return false;
            }
        }
        return true;
    }
}
