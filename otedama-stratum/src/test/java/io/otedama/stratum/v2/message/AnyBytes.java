package io.otedama.stratum.v2.message;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Reads bytes that nobody vouches for. */
final class AnyBytes {
    private AnyBytes() {}

    /** Either the payload is malformed, or every accessor works; anything else is an error. */
    static void read(MessageSample<?> sample, byte[] payload) {
        try {
            sample.view().wrap(payload, 0, payload.length);
        } catch (MalformedMessageException expected) {
            return;
        }
        for (Method method : sample.view().getClass().getMethods()) {
            if (method.getDeclaringClass() != Object.class
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0) {
                call(method, sample.view());
            }
        }
        int count = sample.view() instanceof TransactionListView list ? list.transactionCount() : 0;
        for (int i = 0; i < count; i++) {
            ((TransactionListView) sample.view()).transaction(i);
        }
    }

    private static void call(Method method, MessageView view) {
        try {
            method.invoke(view);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(method + " failed", e);
        }
    }
}
