package io.otedama.node.rpc;

import io.otedama.chain.BlockTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A node's answer to {@code getblocktemplate}.
 *
 * @param longPollId what to wait for changes with, or null when the node has no long poll
 */
public record NodeTemplate(BlockTemplate template, @Nullable String longPollId) {}
