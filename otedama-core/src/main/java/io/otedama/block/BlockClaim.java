package io.otedama.block;

import io.otedama.block.BlockListener.TrackedBlock;
import io.otedama.chain.Hash256;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Properties;

/**
 * What the books have to know of a found block, kept beside its bytes until the journal has it: a process that dies in between
 * must not leave a block in the chain that nobody is paid for.
 *
 * @param workerName of who found it, as the miner sent it
 * @param account whom its work belongs to
 */
public record BlockClaim(TrackedBlock block, String workerName, String account) {
    private static final String HASH = "hash";
    private static final String HEIGHT = "height";
    private static final String JOB = "job";
    private static final String WORKER_ID = "workerId";
    private static final String WORKER = "worker";
    private static final String ACCOUNT = "account";
    private static final String VALUE = "coinbaseValue";
    private static final String SPLIT = "split";

    /** As a file of properties. */
    String toText() {
        Properties properties = new Properties();
        properties.setProperty(HASH, block.hash().toString());
        properties.setProperty(HEIGHT, Integer.toString(block.height()));
        properties.setProperty(JOB, Long.toString(block.jobNumber()));
        properties.setProperty(WORKER_ID, Integer.toString(block.workerId()));
        properties.setProperty(WORKER, workerName);
        properties.setProperty(ACCOUNT, account);
        properties.setProperty(VALUE, Long.toString(block.coinbaseValue()));
        properties.setProperty(SPLIT, Long.toString(block.splitId()));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException when it is not such a text
     */
    static BlockClaim parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail", e);
        }
        TrackedBlock block = new TrackedBlock(
                Hash256.ofDisplay(value(properties, HASH)),
                Integer.parseInt(value(properties, HEIGHT)),
                Long.parseLong(value(properties, JOB)),
                Integer.parseInt(value(properties, WORKER_ID)),
                Long.parseLong(value(properties, VALUE)),
                Long.parseLong(value(properties, SPLIT)));
        return new BlockClaim(block, value(properties, WORKER), value(properties, ACCOUNT));
    }

    private static String value(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }
}
