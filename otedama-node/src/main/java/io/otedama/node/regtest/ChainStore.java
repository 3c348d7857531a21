package io.otedama.node.regtest;

import org.jspecify.annotations.Nullable;

/** Where a chain writes down what it must not forget. Called with the chain's lock held, in the order things happen. */
interface ChainStore {
    /** Remembers nothing: the chain lives as long as its JVM. */
    ChainStore NONE = new ChainStore() {
        @Override
        public void append(Kind kind, byte[] payload) {}

        @Override
        public void replay(Visitor visitor) {}

        @Override
        public void close() {}
    };

    /** What a record is about. The letter is what stands on the disk. */
    enum Kind {
        /** Which chain this is: lines {@code name=value}. Always the first record, and only that. */
        IDENTITY('I'),
        /** The chain was opened. No payload. */
        START('S'),
        /** A block was accepted, in whatever branch. The serialised block. */
        BLOCK('B'),
        /** A transaction was sent. The serialised transaction. */
        TRANSACTION('T'),
        /** The wallet made its next key. No payload. */
        KEY('K'),
        /** A block of the best chain was condemned. Its hash, internal order. */
        INVALIDATED('X');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }

        /** Null when there is no such kind. */
        static @Nullable Kind of(int letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** Told of each record at start. */
    @FunctionalInterface
    interface Visitor {
        void record(Kind kind, byte[] payload);
    }

    /**
     * On return the record survives the death of the process and of the machine.
     *
     * @throws java.io.UncheckedIOException when it could not be written; nothing more can be then
     */
    void append(Kind kind, byte[] payload);

    /** Shows every record after the identity, once, before anything is appended. */
    void replay(Visitor visitor);

    /** Lets another process have the directory. Repeatable. */
    void close();
}
