package io.otedama.payout;

/** What a share counts in a window, an unsigned 128-bit number. One thread; allocates nothing in steady state. */
interface ShareWeight {
    /** Computes the weight that {@link #hi()} and {@link #lo()} then give. */
    void look(CreditedShare share);

    long hi();

    long lo();

    /** Work over network work at the time of the share. */
    static ShareWeight score() {
        ScoreTable table = new ScoreTable();
        return new ShareWeight() {
            @Override
            public void look(CreditedShare share) {
                table.look(share);
            }

            @Override
            public long hi() {
                return table.hi();
            }

            @Override
            public long lo() {
                return table.lo();
            }
        };
    }

    /** The work itself. */
    static ShareWeight work() {
        CreditedShare last = new CreditedShare();
        return new ShareWeight() {
            @Override
            public void look(CreditedShare share) {
                last.set(share);
            }

            @Override
            public long hi() {
                return last.workHi();
            }

            @Override
            public long lo() {
                return last.workLo();
            }
        };
    }
}
